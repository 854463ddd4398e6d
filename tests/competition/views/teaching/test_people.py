"""The people of a course."""

import pytest
from django.test import Client
from django.urls import reverse

from competition.models.courses import Course, Enrolment, Role
from competition.models.log import LogEntry
from competition.models.people import User
from tests.factories import enrol, make_user

pytestmark = pytest.mark.django_db


class TestPeople:
    def test_search_filters_and_order(self, course: Course, as_ingrid: Client, alice: Enrolment, tariq: User) -> None:
        enrol(make_user("Bob"), course, section="B", roster_id="=1+1")
        enrol(make_user("Charlie"), course, section="B", active=False)

        def listed(query: str) -> list[str]:
            page = as_ingrid.get(reverse("teach-people", args=[course.slug]) + query).context["page"]
            return [enrolment.name for enrolment in page]

        assert listed("") == ["Alice", "Bob", "Charlie", "Ingrid", "Tariq"]
        assert listed("?sort=-email") == ["Tariq", "Ingrid", "Charlie", "Bob", "Alice"]
        assert listed("?sort=password") == listed("")
        assert listed("?q=ALICE@example") == ["Alice"]
        assert listed("?q=b%25") == []
        assert listed("?role=assistant") == ["Tariq"]
        assert listed("?section=B&active=yes") == ["Bob"]
        assert listed("?active=no") == ["Charlie"]
        assert listed("?q=%00&page=x") == listed("")

    def test_the_file_holds_no_formula(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        nasty = ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"]
        enrol(make_user("Smith"), course, name="Smith;=1+1")
        for number, name in enumerate(nasty):
            enrol(make_user(f"U{number}"), course, name=name, section="-2")
        text = as_ingrid.get(reverse("teach-people-file", args=[course.slug])).text
        first_cells = {line.split(",")[0].strip('"') for line in text.split("\r\n")[1:-1]}
        assert first_cells == {"Alice", "Ingrid", "Smith;=1+1", *(f"'{name}" for name in nasty)}
        assert ',"\'-2",' in text
        assert '"Smith;=1+1",' in text  # in quotes it is one cell, whatever separates

    def test_taking_the_file_leaves_a_line(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        as_ingrid.get(reverse("teach-people-file", args=[course.slug]) + "?role=student")
        assert LogEntry.objects.values_list("action", "after").get() == ("people exported", {"people": 1})

    def test_a_drop_wants_a_reason_and_keeps_the_row(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        address = reverse("teach-person", args=[course.slug, alice.pk])
        refused = as_ingrid.post(address, {"role": "student", "section": "A"})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
        as_ingrid.post(address, {"role": "student", "section": "A", "reason": "Left the university."})
        alice.refresh_from_db()
        entry = LogEntry.objects.get()
        assert (alice.active, alice.section, entry.reason) == (False, "A", "Left the university.")
        assert (entry.subject, entry.before, entry.after) == (alice.user.username, {"active": True}, {"active": False})

    def test_what_gives_needs_no_reason(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        address = reverse("teach-person", args=[course.slug, alice.pk])
        as_ingrid.post(address, {"role": "assistant", "section": "", "active": "on"})
        alice.refresh_from_db()
        assert (alice.role, alice.section) == ("assistant", "")

    @pytest.mark.parametrize("change", [{"role": "student", "active": "on"}, {"role": "instructor"}])
    def test_the_last_instructor_stays(
        self, course: Course, as_ingrid: Client, ingrid: User, change: dict[str, str]
    ) -> None:
        own = Enrolment.objects.get(user=ingrid)
        values = change | {"reason": "I have had enough."}
        answer = as_ingrid.post(reverse("teach-person", args=[course.slug, own.pk]), values)
        assert (answer.status_code, "last instructor" in answer.text) == (422, True)
        enrol(make_user("Olga"), course, Role.INSTRUCTOR)
        assert as_ingrid.post(reverse("teach-person", args=[course.slug, own.pk]), values).status_code == 302
