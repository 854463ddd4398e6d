"""People who teach, named by their addresses."""

import pytest

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.actions.staff import appoint
from competition.models.courses import Enrolment, Role
from competition.models.log import LogEntry
from competition.models.people import User
from tests.competition.world import World


def appointed(world: World, email: str, role: Role) -> Enrolment:
    return appoint(course=world.course, by=By(world.ingrid), email=email, role=role, reason="A new term.")


def test_who_has_no_account_gets_one_that_opens_by_a_mailed_code_only(world: World) -> None:
    enrolment = appointed(world, "Olga@Example.org", Role.ASSISTANT)
    olga = User.objects.get(email="olga@example.org")
    assert (enrolment.user, enrolment.role, olga.has_usable_password()) == (olga, Role.ASSISTANT, False)


def test_the_line_tells_a_username_and_no_address(world: World) -> None:
    olga = appointed(world, "olga@example.org", Role.ASSISTANT).user
    line = LogEntry.objects.latest("id")
    assert (line.action, line.subject, line.after) == ("person appointed", olga.username, {"role": Role.ASSISTANT})


def test_who_was_dropped_comes_back_in_the_new_role(world: World) -> None:
    Enrolment.objects.filter(user=world.bob).update(active=False)
    appointed(world, "bob@example.org", Role.ASSISTANT)
    bob = Enrolment.objects.get(user=world.bob)
    assert (bob.role, bob.active) == (Role.ASSISTANT, True)


def test_twice_is_the_same_as_once(world: World) -> None:
    for _ in range(2):
        appointed(world, "olga@example.org", Role.ASSISTANT)
    assert LogEntry.objects.filter(action__startswith="person").count() == 1


def test_the_last_instructor_stays(world: World) -> None:
    with pytest.raises(RefusedError, match="This is the last instructor of the course"):
        appointed(world, "ingrid@example.org", Role.ASSISTANT)
