"""What instructors are told by mail."""

import pytest

from competition.models.courses import Role
from competition.models.running import OutgoingMail
from scoring.actions.alarms import Alarm, tell_staff
from scoring.models.submissions import Submission
from tests.competition.world import World
from tests.factories import enrol, make_submission, make_team, make_user


@pytest.fixture
def sent(world: World) -> Submission:
    return make_submission(make_team(world.competition, world.alice, name="Pair"), world.alice)


def mails() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


@pytest.mark.parametrize("alarm", Alarm)
def test_instructors_are_told_and_nobody_else(world: World, sent: Submission, alarm: Alarm) -> None:
    enrol(make_user("Oscar"), world.course, Role.INSTRUCTOR, active=False)
    tell_staff(submission=sent, what=alarm)
    assert mails() == [world.ingrid.email]


def test_the_mail_leads_to_the_submission_and_names_no_student(world: World, sent: Submission) -> None:
    tell_staff(submission=sent, what=Alarm.OUR_FAULT)
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Wine cultivars: a file could not be scored"
    assert f"/teach/c/wines/submissions/{sent.pk}/" in mail.body
    assert (world.alice.name in mail.body, world.alice.email in mail.body) == (False, False)


def test_once_a_submission_and_cause(sent: Submission) -> None:
    for alarm in (Alarm.OUR_FAULT, Alarm.OUR_FAULT, Alarm.NO_PRIVATE_SCORE):
        tell_staff(submission=sent, what=alarm)
    assert OutgoingMail.objects.count() == 2


def test_what_many_have_in_common_is_told_once(world: World, sent: Submission) -> None:
    other = make_submission(sent.team, world.alice, b"x")
    for one in (sent, other):
        tell_staff(submission=one, what=Alarm.NO_PRIVATE_SCORE, once="key 1")
    assert OutgoingMail.objects.count() == 1
