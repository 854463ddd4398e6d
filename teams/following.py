"""What higher floors do when something happens to a team, in the same transaction. They register it when the site
starts; this floor does not know them."""

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum

from competition.actions.log import By
from teams.models.teams import Team


class Event(StrEnum):
    """The team already is as it is to be."""

    RENAMED = "renamed"
    EXCLUSION_CHANGED = "exclusion changed"
    EXTENSION_CHANGED = "extension changed"


Follower = Callable[[Team, By], None]
_followers: defaultdict[Event, list[Follower]] = defaultdict(list)


def register(event: Event, follower: Follower) -> None:
    if follower not in _followers[event]:
        _followers[event].append(follower)


def tell(event: Event, team: Team, by: By) -> None:
    for follower in _followers[event]:
        follower(team, by)
