"""A file that arrives while something else happens to its team, or to the answers."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from threading import Event

import pytest

from competition.actions.log import By
from competition.models.competitions import Competition
from scoring.actions import submitting
from scoring.actions.rescorings.reading import read
from scoring.actions.sending import send_for_team
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.submissions import Submission
from scoring.queries.keys import keys_to_judge_by
from teams.actions.leaving import leave
from teams.models.teams import Membership, Team
from teams.rules.forming import GONE, NOT_ON_IT, TIED
from tests.competition.actions.test_races import at_once
from tests.competition.world import received
from tests.factories import NOW, accept_rules, make_key
from tests.scoring.actions.rescorings.contest import Contest, corrected
from tests.scoring.sending import content_of, send
from tests.teams.class_room import ClassRoom, make_class_room

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 12
A_WHILE = 1.0  # seconds


@pytest.fixture
def room(files: object) -> ClassRoom:
    found = make_class_room()
    make_key(found.competition)
    return found


def test_who_leaves_while_sending_has_sent_and_stays_or_has_left_and_not_sent(room: ClassRoom) -> None:
    for number in range(ROUNDS):
        team = room.founded(room.alice, f"Team {number}")
        sent, left = at_once(
            partial(send, team, room.alice, now=NOW), partial(leave, team=team, by=By(room.alice), now=NOW)
        )
        assert (sent, left) in {("done", TIED), (NOT_ON_IT, "done")}
        assert Team.objects.filter(pk=team.pk).exists() == (sent == "done") == team.submissions.exists()
        Membership.objects.all().delete()


def test_who_leaves_while_staff_send_for_the_team_does_so_before_or_not_at_all(room: ClassRoom) -> None:
    for number in range(ROUNDS):
        team = room.founded(room.alice, f"Team {number}")
        with closing(received(content_of(number), "mailed.csv")) as upload:
            mailed = partial(send_for_team, upload=upload, file_name="mailed.csv", request_id="one", reason="By mail.")
            sent, left = at_once(
                partial(mailed, team=team, by=room.staff),
                partial(leave, team=team, by=By(room.alice), now=NOW),
            )
        assert (sent, left) in {("done", TIED), (GONE, "done")}
        Membership.objects.all().delete()


@pytest.fixture
def contest(files: object) -> Contest:
    found = Contest()
    accept_rules(found.users["Alice"], found.competition)
    return found


def in_the_middle(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, Event]:
    """The file is about to be stored and knows its answers; it goes on when told, or after a while."""
    there, go_on = Event(), Event()

    def slowly(competition: Competition) -> list[AnswerKey]:
        found = keys_to_judge_by(competition)
        there.set()
        go_on.wait(A_WHILE)
        return found

    monkeypatch.setattr(submitting, "keys_to_judge_by", slowly)
    return there, go_on


def once(there: Event, go_on: Event, deed: Callable[[], object]) -> object:
    there.wait(A_WHILE)
    try:
        return deed()
    finally:
        go_on.set()


def test_a_file_on_its_way_in_as_a_rescoring_begins_is_judged_by_both(
    contest: Contest, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = contest.propose(corrected(1))
    there, go_on = in_the_middle(monkeypatch)
    at_once(
        partial(send, contest.teams["Alice"], contest.users["Alice"], now=NOW),
        partial(once, there, go_on, partial(read, proposal_pk=proposal.pk)),
    )
    proposal.refresh_from_db()
    keys = Judgement.objects.filter(submission=Submission.objects.get()).values_list("key", flat=True)
    assert set(keys) == {contest.key.pk, proposal.rescoring and proposal.rescoring.key_id}
