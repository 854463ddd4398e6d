import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def generated_key(folder: Path) -> str:
    """The demo's key, made once and kept: a second start must not sign everybody out."""
    path = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        # Linked into place whole, so that of four processes starting at once none reads a half-written key.
        draft = folder / f"secret-key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text()
