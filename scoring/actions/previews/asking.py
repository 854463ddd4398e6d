"""Asking to see private scores before the close. The copying itself is a worker's: `filling`."""

from datetime import timedelta

from django.db import transaction

from competition import access
from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.bell import ring
from competition.models.competitions import Competition
from competition.models.people import User
from competition.queries.clock import database_now
from scoring.models.finals import PreviewCopy
from scoring.tasks.reveals import preview
from teams.queries.teams import team_of

QUARTER_OF_AN_HOUR = timedelta(minutes=15)


@transaction.atomic
def ask(*, competition: Competition, by: By) -> PreviewCopy:
    assert by.user, "a preview is somebody's"
    if refusal := why_not(by.user, competition):
        raise RefusedError(refusal)
    PreviewCopy.objects.filter(competition=competition, viewer=by.user).delete()
    asked = PreviewCopy.objects.create(
        competition=competition, viewer=by.user, gone_at=database_now() + QUARTER_OF_AN_HOUR
    )
    record(by=by, action="private scores asked for", subject=competition.slug, course=competition.course)
    ring(preview, asked.pk)
    return asked


def why_not(user: User, competition: Competition) -> str:
    """Asked when somebody asks, and again by the worker that copies."""
    if not access.staffs(user, competition.course):
        return "Private scores are for the staff of this course."
    if team_of(user, competition):
        return "You are on a team of this competition: its private scores are hidden from you as from every other team."
    return ""
