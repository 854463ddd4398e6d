"""What an instructor announces."""

import pytest
from django.test import Client
from django.urls import reverse

from competition.actions.announcements import announce
from competition.actions.log import By
from competition.models.competitions import Announcement
from competition.models.courses import Course, Enrolment
from competition.models.people import User
from competition.models.running import OutgoingMail
from tests.competition.world import browser_of
from tests.factories import enrol, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db


class TestAnnouncements:
    def test_mail_goes_to_active_students_only(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        enrol(make_user("Bob"), course, active=False)
        enrol(make_user("Dana"), make_course("ml-2026"))
        address = reverse("teach-announcements", args=[course.slug])
        as_ingrid.post(address, {"title": "Room\u2028change", "text": "Now in *B 12*.", "also_mail": "on"})
        mail = OutgoingMail.objects.get()
        assert (mail.to, mail.subject) == ("alice@example.org", "CS 501: Room change")
        assert mail.body.startswith("Now in *B 12*.")

    def test_a_draft_can_not_be_announced_about(self, course: Course, as_ingrid: Client) -> None:
        draft = make_competition(course, published_at=None)
        address = reverse("teach-announcements", args=[course.slug])
        answer = as_ingrid.post(address, {"title": "Soon", "competition": draft.pk})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["competition"])

    def test_nor_about_a_competition_of_another_course(self, course: Course, as_ingrid: Client) -> None:
        foreign = make_competition(make_course("ml-2026"))
        answer = as_ingrid.post(
            reverse("teach-announcements", args=[course.slug]), {"title": "Soon", "competition": foreign.pk}
        )
        assert answer.status_code == 422

    def test_assistants_withdraw_their_own_only(self, course: Course, ingrid: User, tariq: User) -> None:
        client = browser_of(tariq)
        client.post(reverse("teach-announcements", args=[course.slug]), {"title": "Office hours"})
        theirs = announce(course=course, competition=None, by=By(ingrid), title="Hello", text="", also_mail=False)
        own = Announcement.objects.get(author=tariq)
        addresses = [reverse("announcement-withdraw", args=[course.slug, one.pk]) for one in (own, theirs)]
        assert [client.post(address).status_code for address in addresses] == [302, 403]
        assert list(Announcement.objects.filter(withdrawn_at=None)) == [theirs]

    def test_what_was_withdrawn_stays_readable_for_the_staff(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-announcements", args=[course.slug])
        as_ingrid.post(address, {"title": "Office hours", "text": "Tuesday at ten."})
        as_ingrid.post(reverse("announcement-withdraw", args=[course.slug, Announcement.objects.get().pk]))
        assert "Tuesday at ten." in as_ingrid.get(address).text
