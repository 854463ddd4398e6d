from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.test import Client

from competition.actions.invitations import (
    accept_invitation,
    create_invitation,
    invitation_from,
    invitation_link,
    invitation_token,
    revoke_invitation,
)
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.courses import Course, Enrolment, Invitation, Role
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import OutgoingMail
from tests.competition.people import code_in, link_in, mail_to, member, path_of, signed_in
from tests.factories import NOW, PASSWORD, enrol, make_course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ingrid(course: Course) -> User:
    person = member("Ingrid")
    enrol(person, course, Role.INSTRUCTOR)
    return person


def invite(ingrid: User, course: Course, *, role: str = "student", email: str = "", most_uses: int = 30) -> Invitation:
    return create_invitation(
        course=course, by=By(ingrid), role=role, email=email, most_uses=most_uses, expires_at=NOW + timedelta(days=7)
    )


@pytest.fixture(autouse=True)
def _today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def join(client: Client, invitation: Invitation) -> str:
    return client.post(f"/join/{invitation_token(invitation)}/").get("Location", "")


def words(client: Client, invitation: Invitation) -> str:
    answer = client.get(f"/join/{invitation_token(invitation)}/")
    return f"{answer.status_code} {answer.content.decode()}"


def test_alice_joins_with_a_button_and_asking_twice_changes_nothing(course: Course, ingrid: User) -> None:
    alice, invitation = member("Alice"), invite(ingrid, course)
    client = signed_in(alice)
    assert "Join the course" in words(client, invitation)
    assert not Enrolment.objects.filter(user=alice).exists()
    assert [join(client, invitation) for _ in range(2)] == ["/courses/dl-2026/"] * 2
    assert Enrolment.objects.get(user=alice).role == "student"
    assert Invitation.objects.get().uses == 1
    assert LogEntry.objects.filter(action="course joined", subject=alice.username).count() == 1


def test_a_newcomer_makes_an_account_confirms_it_and_is_in(course: Course, ingrid: User) -> None:
    invitation, client = invite(ingrid, course), Client()
    assert join(client, invitation) == "/account/signup/"
    fields = {"name": "Zoe Quill", "email": "zoe@example.org", "password1": PASSWORD}
    assert client.post("/account/signup/", fields)["Location"] == "/account/confirm-email/"
    assert not Enrolment.objects.filter(user__email="zoe@example.org").exists()
    answer = client.post("/account/confirm-email/", {"code": code_in(mail_to("zoe@example.org"))})
    assert answer["Location"] == "/courses/dl-2026/"
    zoe = Enrolment.objects.get(user__email="zoe@example.org")
    assert (zoe.name, zoe.role, zoe.user.name, Invitation.objects.get().uses) == (
        "Zoe Quill",
        "student",
        "Zoe Quill",
        1,
    )
    assert "zoe" not in zoe.user.alias.lower()


def test_a_link_sent_to_an_address_verifies_it(course: Course, ingrid: User) -> None:
    invite(ingrid, course, email="zoe@example.org")
    client = Client()
    client.post(path_of(link_in(mail_to("zoe@example.org"))))
    fields = {"name": "Zoe", "email": "eve@example.org", "password1": PASSWORD}
    assert client.post("/account/signup/", fields)["Location"] == "/courses/dl-2026/"
    assert EmailAddress.objects.get(verified=True, user__name="Zoe").email == "zoe@example.org"
    assert not User.objects.filter(email="eve@example.org").exists()


def test_a_link_for_everybody_verifies_nothing_that_an_earlier_one_left(course: Course, ingrid: User) -> None:
    personal, general, client = invite(ingrid, course, email="zoe@example.org"), invite(ingrid, course), Client()
    join(client, personal)
    join(client, general)
    fields = {"name": "Zoe", "email": "zoe@example.org", "password1": PASSWORD}
    assert client.post("/account/signup/", fields)["Location"] == "/account/confirm-email/"


def test_a_strangers_password_does_not_outlive_the_owners_first_code(course: Course, ingrid: User) -> None:
    mallory, bob = Client(), Client()
    join(mallory, invite(ingrid, course))
    mallory.post("/account/signup/", {"name": "Bob", "email": "bob@example.org", "password1": PASSWORD})
    enrol(User.objects.get(email="bob@example.org"), course)  # as the next roster would
    bob.post("/account/login/code/", {"email": "bob@example.org"})
    bob.post("/account/login/code/confirm/", {"code": code_in(mail_to("bob@example.org"))})
    assert bob.get("/account/").status_code == 200
    assert Client().post("/account/login/", {"login": "bob@example.org", "password": PASSWORD}).status_code == 200
    assert mallory.get("/account/").status_code == 302


def test_ones_own_password_outlives_a_code(course: Course) -> None:
    client = Client()
    alice = member("Alice")
    client.post("/account/login/code/", {"email": alice.email})
    client.post("/account/login/code/confirm/", {"code": code_in(mail_to(alice.email))})
    signed_in(alice)


def test_an_address_that_has_an_account_is_not_given_away(course: Course, ingrid: User) -> None:
    alice, invitation, client = member("Alice"), invite(ingrid, course), Client()
    join(client, invitation)
    fields = {"name": "Eve", "email": alice.email, "password1": "another password"}
    assert client.post("/account/signup/", fields)["Location"] == "/account/confirm-email/"
    assert mail_to(alice.email).subject == "You have an account already"
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"revoked_at": NOW}, "This link was withdrawn."),
        ({"expires_at": NOW}, "This link is too old."),
        ({"uses": 30}, "This link has been used as often as it may be."),
        ({"email": "zoe@example.org"}, "This link was sent to another e-mail address."),
    ],
)
def test_a_closed_link_says_why(course: Course, ingrid: User, change: dict[str, object], sentence: str) -> None:
    alice, invitation = member("Alice"), invite(ingrid, course)
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    client = signed_in(alice)
    assert sentence in words(client, invitation)
    assert client.post(f"/join/{invitation_token(invitation)}/").status_code == 403
    assert not Enrolment.objects.filter(user=alice).exists()


def test_a_link_brings_nobody_back_whom_staff_dropped(course: Course, ingrid: User) -> None:
    alice = member("Alice")
    enrol(alice, course, active=False)
    client, invitation = signed_in(alice), invite(ingrid, course)
    assert "You were taken off this course." in words(client, invitation)
    join(client, invitation)
    assert Enrolment.objects.get(user=alice).active is False


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.INSTRUCTOR])
def test_a_link_that_makes_staff_ends_with_its_makers_rights(course: Course, ingrid: User, role: Role) -> None:
    for_staff, for_students = invite(ingrid, course, role=role), invite(ingrid, course)
    Enrolment.objects.filter(user=ingrid).update(role=Role.ASSISTANT)
    with pytest.raises(RefusedError, match="does not lead the course any more"):
        accept_invitation(invitation=for_staff, by=By(member("Alice")))
    assert accept_invitation(invitation=for_students, by=By(member("Bob"))).role == Role.STUDENT
    Enrolment.objects.filter(user=ingrid).update(role=Role.INSTRUCTOR)
    assert accept_invitation(invitation=for_staff, by=By(member("Charlie"))).role == role


def test_a_link_does_not_raise_a_student(course: Course, ingrid: User) -> None:
    alice = member("Alice")
    enrol(alice, course)
    join(signed_in(alice), invite(ingrid, course, role="assistant"))
    assert Enrolment.objects.get(user=alice).role == "student"


def test_the_last_place_goes_to_one(course: Course, ingrid: User) -> None:
    invitation = invite(ingrid, course, most_uses=1)
    stale = Invitation.objects.get(pk=invitation.pk)
    accept_invitation(invitation=invitation, by=By(member("Alice")))
    assert join(signed_in(member("Bob")), stale) == ""
    assert Enrolment.objects.filter(role="student").count() == 1


@pytest.mark.parametrize("token", ["1", "1.", "1.forged", ".", "1.x.y", "a" * 3000])
def test_a_forged_link_is_not_found(course: Course, ingrid: User, token: str) -> None:
    assert invite(ingrid, course).pk
    assert invitation_from(token) is None
    assert Client().get(f"/join/{token}/").status_code == 404


def test_links_can_not_be_forged_by_trying() -> None:
    statuses = [Client().get("/join/1.forged/").status_code for _ in range(61)]
    assert statuses == [404] * 60 + [429]


def test_a_link_starts_with_the_public_address(course: Course, ingrid: User) -> None:
    assert invitation_link(invite(ingrid, course)).startswith("http://localhost:8000/join/")


def test_only_an_instructor_invites_an_instructor(course: Course, ingrid: User) -> None:
    tariq = member("Tariq")
    enrol(tariq, course, Role.ASSISTANT)
    with pytest.raises(PermissionDenied):
        invite(tariq, course, role="instructor")
    assert invite(ingrid, course, role="instructor").role == "instructor"


def test_making_and_withdrawing_leave_a_line_each_that_names_no_address(course: Course, ingrid: User) -> None:
    invitation = invite(ingrid, course, email="zoe@example.org")
    for _ in range(2):
        revoke_invitation(invitation=invitation, by=By(ingrid))
    lines = list(LogEntry.objects.order_by("pk"))
    assert [line.action for line in lines] == ["invitation made", "invitation revoked"]
    assert "zoe" not in str([(line.subject, line.before, line.after) for line in lines])


def test_an_invitation_to_an_address_is_mailed_once(course: Course, ingrid: User) -> None:
    invitation = invite(ingrid, course, email="Zoe@Example.org")
    mail = OutgoingMail.objects.get()
    assert (mail.to, invitation.most_uses) == ("zoe@example.org", 1)
    assert invitation_link(invitation) in mail.body
