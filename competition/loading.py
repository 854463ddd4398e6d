"""What higher floors add to the demo. They register it when the site starts; this floor does not know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.module_loading import import_string

from competition.models.courses import Course
from competition.models.people import User


@dataclass(frozen=True)
class Demo:
    """What this floor has loaded, for the next to build on. People go by the first part of their address."""

    course: Course
    people: Mapping[str, User]
    now: datetime


_loaders: list[str] = []


def register(loader: str) -> None:
    """By its dotted name: what it leans on may be large, and only an empty database ever needs it."""
    if loader not in _loaders:
        _loaders.append(loader)


def load_more(demo: Demo) -> None:
    for loader in _loaders:
        import_string(loader)(demo)
