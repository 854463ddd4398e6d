"""The invitations to a course."""

import pytest
from django.test import Client
from django.urls import reverse

from competition.models.courses import Course, Enrolment, Invitation
from competition.models.people import User
from competition.models.running import OutgoingMail
from tests.competition.world import browser_of

pytestmark = pytest.mark.django_db


class TestInvitations:
    def test_a_link_is_made_shown_and_withdrawn(self, course: Course, as_ingrid: Client, tariq: User) -> None:
        address = reverse("teach-invitations", args=[course.slug])
        as_ingrid.post(address, {"role": "student", "most_uses": 20, "days": 7})
        made = Invitation.objects.get()
        assert "/join/" in as_ingrid.get(address).text
        assert "/join/" not in browser_of(tariq).get(address).text
        as_ingrid.post(reverse("invitation-revoke", args=[course.slug, made.pk]))
        assert "/join/" not in as_ingrid.get(address).text

    def test_a_link_that_proves_an_address_is_in_its_mail_alone(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-invitations", args=[course.slug])
        as_ingrid.post(address, {"role": "student", "email": "dean@example.org", "most_uses": 1, "days": 7})
        page = as_ingrid.get(address).text
        assert ("dean@example.org" in page, "/join/" in page) == (True, False)

    def test_a_link_for_staff_works_once(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-invitations", args=[course.slug])
        answer = as_ingrid.post(address, {"role": "assistant", "most_uses": 2, "days": 7})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["most_uses"])

    @pytest.mark.parametrize(("active", "remedy"), [(True, "Change the role"), (False, "Let them take part again")])
    def test_who_is_in_the_course_is_not_invited(
        self, course: Course, as_ingrid: Client, alice: Enrolment, *, active: bool, remedy: str
    ) -> None:
        Enrolment.objects.filter(pk=alice.pk).update(active=active)
        sent = {"role": "assistant", "email": alice.user.email.upper(), "most_uses": 1, "days": 7}
        answer = as_ingrid.post(reverse("teach-invitations", args=[course.slug]), sent)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
        assert (remedy in answer.text, Invitation.objects.count(), OutgoingMail.objects.count()) == (True, 0, 0)

    def test_an_address_is_mailed(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-invitations", args=[course.slug])
        as_ingrid.post(address, {"role": "assistant", "email": "Tariq@example.org", "most_uses": 1, "days": 7})
        assert OutgoingMail.objects.get().to == "tariq@example.org"
