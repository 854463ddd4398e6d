"""The board's one writer. It works a team's rows out anew from all that the team has been judged, which is the same as
making the whole board from scratch, only for fewer teams."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import F, QuerySet

from competition.actions.log import By
from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.models.boards import Board, Standing
from scoring.models.keys import AnswerKey
from scoring.queries.keys import keys_to_judge_by
from scoring.queries.standings import Player, halves, ladder_step, players, scores
from scoring.rules.standing import Shown, standing
from teams.models.teams import Team

WORKED_OUT = [
    "benchmark", "listed", "value", "order", "reached_at", "submission", "low", "high", "entries", "last_at", "history",
]  # fmt: skip


@transaction.atomic
def refresh(*, key: AnswerKey, teams: Iterable[Team]) -> None:
    """After something about these teams has changed, in the same transaction."""
    work_out(key, Team.objects.filter(pk__in=[team.pk for team in teams]))


@transaction.atomic
def rebuild(*, key: AnswerKey) -> None:
    """After something has changed that concerns every team."""
    work_out(key, Team.objects.filter(competition=key.competition_id))


@transaction.atomic
def refresh_boards(*, teams: Sequence[Team]) -> None:
    """Of one competition. A board that is still being made in the dark is kept up to date with the one that counts."""
    for key in keys_to_judge_by(teams[0].competition):
        refresh(key=key, teams=teams)


@transaction.atomic
def rebuild_boards(*, competition: Competition) -> None:
    for key in keys_to_judge_by(competition):
        rebuild(key=key)


def follow_team(team: Team, by: By) -> None:
    """It has another name, was taken off the board or put back on it, or may send for longer."""
    refresh_boards(teams=[team])


def follow_dates(competition: Competition, by: By) -> None:
    """Whether a file came in time may have changed with the close."""
    rebuild_boards(competition=competition)


def lock(key: AnswerKey) -> None:
    """For who must see the board stand still, and has not changed it yet."""
    if not Board.objects.select_for_update().filter(key=key).exists():
        Board.objects.get_or_create(key=key)
        Board.objects.select_for_update().get(key=key)


def work_out(key: AnswerKey, teams: QuerySet[Team]) -> list[Standing]:
    """In a transaction. The version first, which locks the board: so whoever works rows out sees what the one before
    has written."""
    if not Board.objects.filter(key=key).update(version=F("version") + 1):
        Board.objects.get_or_create(key=key)
        Board.objects.filter(key=key).update(version=F("version") + 1)
    rows = _rows(key, teams)
    wanted = {(row.team_id, row.late) for row in rows}
    there = Standing.objects.filter(key=key, team__in=teams).values_list("pk", "team_id", "late")
    gone = [pk for pk, team, late in there if (team, late) not in wanted]
    if gone:
        Standing.objects.filter(pk__in=gone).delete()
    # One statement: a new row, or the new values of the one that there is. Its bracket is drawn later, by itself.
    Standing.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key", "team", "late"], update_fields=WORKED_OUT
    )
    return rows


def _rows(key: AnswerKey, teams: QuerySet[Team]) -> list[Standing]:
    direction, step, found = METRICS[key.metric].direction, ladder_step(key), scores(key, teams)
    rows = []
    for player in players(teams):
        both = halves(found.get(player.pk, []), player.closes_at)
        shown = {late: standing(part, direction, step) for late, part in ((False, both.on_time), (True, both.late))}
        rows += [_row(key, player, what, late=late) for late, what in shown.items() if what is not None]
    return rows


def _row(key: AnswerKey, player: Player, shown: Shown, *, late: bool) -> Standing:
    values = asdict(shown) | {"history": list(shown.history)}
    return Standing(
        key=key,
        team_id=player.pk,
        late=late,
        benchmark=player.benchmark,
        listed=player.listed,
        submission_id=values.pop("submission"),
        **values,
    )
