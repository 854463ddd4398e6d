"""What higher floors do when something happens on this one, in the same transaction. They register it when the site
starts; this floor does not know them."""

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum

from competition.actions.log import By
from competition.models.competitions import Competition


class Event(StrEnum):
    PUBLISHED = "published"
    DATES_MOVED = "dates moved"  # the competition already has its new dates


Follower = Callable[[Competition, By], None]
_followers: defaultdict[Event, list[Follower]] = defaultdict(list)


def register(event: Event, follower: Follower) -> None:
    if follower not in _followers[event]:
        _followers[event].append(follower)


def tell(event: Event, competition: Competition, by: By) -> None:
    for follower in _followers[event]:
        follower(competition, by)
