"""What every deed on an opening begins with."""

from typing import Any

from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.queries.competitions import anybody_accepted
from scoring.models.openings import Opening
from scoring.rules.frozen import why_frozen


def locked(competition: Competition) -> Opening:
    """To be called first: two deeds on one competition, or a deed and its publication, come one after the other."""
    stored = lock(competition.pk)
    if stored.published_at:
        raise RefusedError(why_frozen(published=True, begun=anybody_accepted(stored)))
    opening, _ = Opening.objects.get_or_create(competition=stored)
    opening.competition = stored
    return opening


def lock(competition_pk: int) -> Competition:
    return Competition.objects.select_for_update(of=("self",)).select_related("course").get(pk=competition_pk)


def note(by: By, action: str, opening: Opening, **values: Any) -> None:
    competition = opening.competition
    record(by=by, action=action, subject=competition.slug, course=competition.course, **values)
