"""Private scores before the close: for the staff, for a quarter of an hour, and not without a line in the log."""

from datetime import timedelta

import pytest
import time_machine

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.courses import Enrolment, Role
from competition.models.log import LogEntry
from competition.models.people import User
from scoring.actions.previews.asking import ask
from scoring.actions.previews.filling import fill
from scoring.models.claimable import WorkState
from scoring.models.finals import PreviewCopy
from scoring.queries.previews import preview_of
from scoring.tasks.reveals import sweep_reveals
from scoring.vault.doors import Sealed, seal
from tests.factories import NOW, enrol, make_team, make_user
from tests.scoring.reveals import Contest

pytestmark = pytest.mark.django_db
A_QUARTER = timedelta(minutes=15)


def asked(contest: Contest, user: User) -> PreviewCopy:
    preview = ask(competition=contest.competition, by=By(user))
    fill(preview_pk=preview.pk)
    preview.refresh_from_db()
    return preview


def lines_of_the_log() -> list[tuple[str, str]]:
    found = LogEntry.objects.filter(action__startswith="private scores").order_by("pk")
    return list(found.values_list("actor_name", "action"))


@pytest.mark.parametrize("name", ["ingrid", "tariq"])
def test_staff_see_private_scores_and_the_log_says_so(contest: Contest, name: str) -> None:
    user = getattr(contest.world, name)
    good, odd = contest.send(contest.pair, 0.9, 0.4), contest.send(contest.solo, 0.5, 0.5)
    seal(submission=odd.pk, key=contest.key.pk, sealed=Sealed(None, "One class is missing."))
    preview = asked(contest, user)
    assert preview.rows == {str(good.pk): {"value": 0.4}, str(odd.pk): {"problem": "One class is missing."}}
    assert preview_of(contest.competition, user) == preview
    assert lines_of_the_log() == [
        (user.username, "private scores asked for"),
        (user.username, "private scores looked at"),
    ]


def test_nobody_but_the_asker_has_the_copy(contest: Contest) -> None:
    asked(contest, contest.world.ingrid)
    assert preview_of(contest.competition, contest.world.tariq) is None
    assert preview_of(contest.competition, contest.world.alice) is None


def test_it_is_gone_after_a_quarter_of_an_hour(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    ingrid = contest.world.ingrid
    preview = asked(contest, ingrid)
    with time_machine.travel(NOW + A_QUARTER - timedelta(milliseconds=1), tick=False):
        assert preview_of(contest.competition, ingrid) == preview
        sweep_reveals()
        assert PreviewCopy.objects.count() == 1
    with time_machine.travel(NOW + A_QUARTER, tick=False):
        assert preview_of(contest.competition, ingrid) is None
        sweep_reveals()
        assert PreviewCopy.objects.count() == 0


def test_asking_again_replaces_the_copy(contest: Contest) -> None:
    first, second = asked(contest, contest.world.ingrid), asked(contest, contest.world.ingrid)
    assert list(PreviewCopy.objects.all()) == [second]
    assert first.pk != second.pk


@pytest.mark.parametrize("name", ["alice", "dana"])
def test_it_is_for_the_staff_of_this_course(contest: Contest, name: str) -> None:
    with pytest.raises(RefusedError, match=r"^Private scores are for the staff of this course\.$"):
        ask(competition=contest.competition, by=By(getattr(contest.world, name)))
    assert (PreviewCopy.objects.count(), lines_of_the_log()) == (0, [])


def test_the_superuser_of_the_site_is_not_the_staff_of_a_course(contest: Contest) -> None:
    with pytest.raises(RefusedError):
        ask(competition=contest.competition, by=By(make_user("Ruth", is_superuser=True)))


def test_an_assistant_who_competes_sees_no_more_than_the_others(contest: Contest) -> None:
    tariq = contest.world.tariq
    preview = ask(competition=contest.competition, by=By(tariq))
    make_team(contest.competition, tariq, name="Tariq’s")
    fill(preview_pk=preview.pk)
    preview.refresh_from_db()
    assert (preview.state, preview.rows) == (WorkState.FAILED, None)
    with pytest.raises(RefusedError, match=r"^You are on a team of this competition"):
        ask(competition=contest.competition, by=By(tariq))
    assert lines_of_the_log() == [(tariq.username, "private scores asked for")]


@pytest.mark.parametrize("fate", [{"role": Role.STUDENT}, {"active": False}])
def test_the_role_is_looked_at_again_when_it_is_filled_and_when_it_is_shown(
    contest: Contest, fate: dict[str, object]
) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    ingrid = contest.world.ingrid
    filled, waits = asked(contest, contest.world.tariq), ask(competition=contest.competition, by=By(ingrid))
    Enrolment.objects.filter(user__in=[ingrid, contest.world.tariq]).update(**fate)
    fill(preview_pk=waits.pk)
    waits.refresh_from_db()
    assert (waits.state, waits.rows) == (WorkState.FAILED, None)
    assert filled.rows
    assert preview_of(contest.competition, contest.world.tariq) is None


def test_a_bell_that_comes_too_late_copies_nothing(contest: Contest) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    preview = ask(competition=contest.competition, by=By(contest.world.ingrid))
    with time_machine.travel(NOW + A_QUARTER, tick=False):
        fill(preview_pk=preview.pk)
    preview.refresh_from_db()
    assert (preview.state, preview.rows) == (WorkState.FAILED, None)
    fill(preview_pk=preview.pk + 1)


def test_what_no_worker_could_fill_is_given_up(contest: Contest) -> None:
    preview = ask(competition=contest.competition, by=By(contest.world.ingrid))
    PreviewCopy.objects.update(attempts=3)
    sweep_reveals()
    preview.refresh_from_db()
    assert preview.state == WorkState.FAILED


def test_another_courses_staff_is_not_this_ones(contest: Contest) -> None:
    olga = make_user("Olga")
    enrol(olga, Enrolment.objects.get(user=contest.world.dana).course, Role.INSTRUCTOR)
    with pytest.raises(RefusedError):
        ask(competition=contest.competition, by=By(olga))
