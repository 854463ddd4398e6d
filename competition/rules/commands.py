"""Command lines that people copy: quoted, so that a name is never read as more than a name."""

import shlex
from collections.abc import Sequence

from competition.models.competitions import DataFile


def download(username: str, addresses: Sequence[str]) -> str:
    """Goes on where a broken download stopped. The key comes from the environment and stays out of the history."""
    options = "curl --fail --continue-at - --remote-name-all"
    return f'{options} --user "{username}:$HOLDOUT_KEY" {shlex.join(addresses)}'


def check(files: Sequence[DataFile]) -> str:
    pairs = [word for file in files for word in (file.sha256, file.name)]
    return f"printf '%s  %s\\n' {shlex.join(pairs)} | sha256sum --check"
