"""Which of its files a team wants to be judged by in the end. The slots are numbered, so however many members pick at
the same moment, there are never more picks than slots."""

from django.db import transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.queries.clock import database_now
from scoring.actions.log import tell_the_log
from scoring.models.finals import Pick
from scoring.models.submissions import Submission, Voiding
from scoring.queries.submissions import state_of
from scoring.rules.counting import is_late
from scoring.rules.picks import ALL_TAKEN, NO_SUCH_SLOT, why_no_picks, why_not_this
from teams.models.teams import Team
from teams.queries.teams import closes_at


@transaction.atomic
def pick(*, submission: Submission, by: By, slot: int | None = None) -> Pick:
    """Into the slot that is named, whatever is in it, or into the first free one. Twice is the same as once."""
    team = _locked(submission)
    _refuse_if(why_not_this(state_of(submission), voided=Voiding.objects.filter(submission=submission).exists()))
    taken = {pick.slot: pick for pick in Pick.objects.filter(team=team)}
    own = next((pick for pick in taken.values() if pick.submission_id == submission.pk), None)
    if own and slot in {None, own.slot}:
        return own
    slot = _room(team, taken, slot)
    assert by.user, "a pick has somebody who made it"
    replaced = taken.get(slot)
    Pick.objects.filter(pk__in=[pick.pk for pick in (own, replaced) if pick]).delete()
    made = Pick.objects.create(team=team, slot=slot, submission=submission, picked_by=by.user)
    before = {"file": replaced.submission_id, "pick": slot} if replaced else {}
    tell_the_log(by, "submission picked", submission, before=before, after={"pick": slot})
    return made


@transaction.atomic
def unpick(*, submission: Submission, by: By) -> None:
    """Twice is the same as once."""
    team = _locked(submission)
    taken_back = Pick.objects.filter(team=team, submission=submission).first()
    if taken_back:
        taken_back.delete()
        tell_the_log(by, "pick taken back", submission, before={"pick": taken_back.slot})


def _locked(submission: Submission) -> Team:
    """Picks of one team come one after the other, and the clock is asked once it is our turn. Uploads do not wait."""
    held = Team.objects.select_for_update(of=("self",), no_key=True)
    team = held.select_related("competition__course").get(pk=submission.team_id)
    _refuse_if(why_no_picks(team.competition.selection_mode, frozen=is_late(database_now(), closes_at(team))))
    return team


def _room(team: Team, taken: dict[int, Pick], wanted: int | None) -> int:
    slots = range(1, team.competition.final_picks + 1)
    if wanted is not None and wanted not in slots:
        raise RefusedError(NO_SUCH_SLOT)
    room = wanted or next((slot for slot in slots if slot not in taken), None)
    if room is None:
        raise RefusedError(ALL_TAKEN)
    return room


def _refuse_if(reason: str) -> None:
    if reason:
        raise RefusedError(reason)
