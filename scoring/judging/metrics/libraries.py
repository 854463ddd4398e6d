"""Libraries that only a few metrics need are imported when one of those is scored, so that a worker starts small."""

import importlib
from typing import Any

from scoring.judging.metrics.metric import HostError


def library(name: str) -> Any:
    """The module of that name. Where it is absent, the error says what to install."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise HostError(
            f"This metric needs the package {package}, which is not installed here. "
            f"Whoever runs the site installs it with: pip install {package}"
        ) from error
