"""The instructor's pages of a course: what they show, whom they let in, what they cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from competition.actions.announcements import announce
from competition.actions.invitations import create_invitation
from competition.actions.log import By, record
from competition.models.competitions import Announcement
from competition.models.courses import Course, Enrolment, Invitation, Role, RosterImport
from competition.models.log import LogEntry
from competition.models.people import User
from competition.models.running import OutgoingMail
from tests.competition.world import browser_of
from tests.factories import enrol, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db
GoTo = Callable[..., Client]


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ingrid(course: Course) -> User:
    ingrid = make_user("Ingrid")
    enrol(ingrid, course, Role.INSTRUCTOR)
    return ingrid


@pytest.fixture
def tariq(course: Course) -> User:
    tariq = make_user("Tariq")
    enrol(tariq, course, Role.ASSISTANT)
    return tariq


@pytest.fixture
def alice(course: Course) -> Enrolment:
    return enrol(make_user("Alice"), course, section="A")


@pytest.fixture
def as_ingrid(ingrid: User) -> Client:
    return browser_of(ingrid)


def make_import(course: Course, by: User, **fields: Any) -> RosterImport:
    return RosterImport.objects.create(
        course=course,
        created_by=by,
        file_name="roster.csv",
        rows=[{"line": 2, "name": "Bob", "email": "bob@example.org", "roster_id": "b1", "section": "A"}],
        **fields,
    )


PAGES = [
    "teach-course",
    "teach-course-settings",
    "teach-people",
    "teach-people-file",
    "teach-invitations",
    "roster",
    "teach-announcements",
    "log",
]
READ_ONLY = {"teach-course", "teach-people", "teach-people-file", "log"}
ASSISTANTS_WRITE = {"teach-announcements"}


@pytest.mark.parametrize("name", PAGES)
class TestWhoGetsIn:
    def test_staff_of_the_course_see_the_page(self, name: str, course: Course, ingrid: User, tariq: User) -> None:
        for member in (ingrid, tariq):
            assert browser_of(member).get(reverse(name, args=[course.slug])).status_code == 200

    def test_everybody_else_meets_the_answer_of_a_missing_course(
        self, name: str, course: Course, alice: Enrolment, ingrid: User
    ) -> None:
        olga, dana = make_user("Olga"), make_user("Dana")
        other = make_course("ml-2026")
        enrol(olga, other, Role.INSTRUCTOR)
        enrol(dana, other)
        dropped = enrol(make_user("Fred"), course, Role.INSTRUCTOR, active=False).user
        for user in (alice.user, olga, dana, dropped):
            client = browser_of(user)
            own, missing = (client.get(reverse(name, args=[slug])) for slug in (course.slug, "no-such-course"))
            assert (own.status_code, missing.status_code) == (404, 404)

    def test_assistants_change_nothing_but_announcements(self, name: str, course: Course, tariq: User) -> None:
        expected = 405 if name in READ_ONLY else 422 if name in ASSISTANTS_WRITE else 403
        assert browser_of(tariq).post(reverse(name, args=[course.slug])).status_code == expected


def test_assistants_decide_on_no_roster_and_withdraw_no_link(course: Course, ingrid: User, tariq: User) -> None:
    staged = make_import(course, ingrid)
    made = create_invitation(
        course=course, by=By(ingrid), role="student", email="", most_uses=1, expires_at=timezone.now() + timedelta(1)
    )
    assistant = browser_of(tariq)
    assert assistant.get(reverse("roster-import", args=[course.slug, staged.pk])).status_code == 200
    for name, pk in (("roster-apply", staged.pk), ("roster-discard", staged.pk), ("invitation-revoke", made.pk)):
        assert assistant.post(reverse(name, args=[course.slug, pk])).status_code == 403
    assert (RosterImport.objects.get().state, Invitation.objects.get().revoked_at) == ("staged", None)


def test_objects_of_another_course_are_missing(course: Course, as_ingrid: Client) -> None:
    other = make_course("ml-2026")
    olga = make_user("Olga")
    enrolment = enrol(olga, other, Role.INSTRUCTOR)
    staged = make_import(other, olga)
    made = create_invitation(
        course=other, by=By(olga), role="student", email="", most_uses=1, expires_at=timezone.now() + timedelta(1)
    )
    said = announce(course=other, competition=None, by=By(olga), title="Hello", text="", also_mail=False)
    for name, pk in (("teach-person", enrolment.pk), ("roster-import", staged.pk)):
        assert as_ingrid.get(reverse(name, args=[course.slug, pk])).status_code == 404
    for name, pk in (
        ("teach-person", enrolment.pk),
        ("roster-apply", staged.pk),
        ("roster-discard", staged.pk),
        ("invitation-revoke", made.pk),
        ("announcement-withdraw", said.pk),
    ):
        assert as_ingrid.post(reverse(name, args=[course.slug, pk])).status_code == 404


class TestCourses:
    def test_the_list_holds_what_one_teaches_with_numbers(
        self, course: Course, as_ingrid: Client, ingrid: User, alice: Enrolment
    ) -> None:
        enrol(make_user("Bob"), course, active=False)
        make_competition(course)
        make_course("ml-2026")
        enrol(ingrid, make_course("nlp-2026", code="CS 999"))
        (found,) = as_ingrid.get(reverse("teach")).context["courses"]
        assert (found.slug, found.students, found.running, found.own_role) == ("dl-2026", 1, 1, "instructor")

    def test_students_have_no_such_page(self, alice: Enrolment) -> None:
        assert [browser_of(alice.user).get(reverse(name)).status_code for name in ("teach", "course-new")] == [404, 404]

    def test_the_superuser_opens_the_first_course_and_leads_it(self) -> None:
        ruth = make_user("Ruth", is_superuser=True)
        client = browser_of(ruth)
        assert "New course" in client.get(reverse("teach")).text
        answer = client.post(reverse("course-new"), course_values())
        assert answer.headers["Location"] == reverse("teach-course", args=["dl-2027"])
        assert Enrolment.objects.get(user=ruth).role == Role.INSTRUCTOR

    def test_an_assistant_opens_none(self, tariq: User) -> None:
        assert browser_of(tariq).get(reverse("course-new")).status_code == 403

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"slug": "dl-2026"}, "slug"),
            ({"slug": "new"}, "slug"),
            ({"slug": "a b"}, "slug"),
            ({"zone": "Chicago"}, "zone"),
            ({"last_day": "2026-01-01"}, "last_day"),
            ({"first_day": "soon"}, "first_day"),
            ({"mail_domain": "me@uni.edu"}, "mail_domain"),
            ({"title": ""}, "title"),
        ],
    )
    def test_a_wrong_value_is_said_beside_its_field(self, as_ingrid: Client, wrong: dict[str, str], field: str) -> None:
        answer = as_ingrid.post(reverse("course-new"), course_values() | wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert Course.objects.count() == 1

    def test_settings_are_changed_and_told(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-course-settings", args=[course.slug])
        answer = as_ingrid.post(address, course_values() | {"mail_domain": "@Uni.edu"})
        assert answer.headers["Location"] == reverse("teach-course-settings", args=["dl-2027"])
        entry = LogEntry.objects.get()
        assert (entry.action, entry.before["slug"], entry.after["slug"]) == ("course changed", "dl-2026", "dl-2027")
        assert entry.after["mail_domain"] == "uni.edu"

    def test_a_refused_form_does_not_rename_the_page(self, course: Course, as_ingrid: Client) -> None:
        answer = as_ingrid.post(
            reverse("teach-course-settings", args=[course.slug]), course_values() | {"code": "CS 666", "title": ""}
        )
        assert (answer.status_code, answer.context["course"].code) == (422, "CS 501")

    def test_a_new_zone_is_warned_about_once_competitions_exist(self, course: Course, as_ingrid: Client) -> None:
        address = reverse("teach-course-settings", args=[course.slug])
        assert "stay the same instants" not in as_ingrid.get(address).text
        make_competition(course)
        assert "stay the same instants" in as_ingrid.get(address).text


def course_values() -> dict[str, str]:
    return {
        "code": "CS 501",
        "title": "Deep Learning",
        "term": "Spring 2027",
        "slug": "dl-2027",
        "zone": "Europe/Berlin",
        "first_day": "2027-01-11",
        "last_day": "2027-05-07",
        "mail_domain": "",
    }


class TestOverview:
    def test_an_empty_course_says_what_to_do(self, course: Course, as_ingrid: Client) -> None:
        context = as_ingrid.get(reverse("teach-course", args=[course.slug])).context
        assert [(step.title, step.done) for step in context["steps"]] == [
            ("Import the roster", False),
            ("Make a competition", False),
            ("Publish it", False),
        ]
        assert context["next_step"].title == "Import the roster"

    def test_numbers_and_who_has_not_been_here(self, course: Course, as_ingrid: Client, alice: Enrolment) -> None:
        User.objects.filter(pk=alice.user_id).update(last_login=timezone.now())
        bob = enrol(make_user("Bob"), course, section="B")
        enrol(make_user("Charlie"), course, active=False)
        make_competition(course, now=timezone.now())
        context = as_ingrid.get(reverse("teach-course", args=[course.slug])).context
        assert {name: context[name] for name in ("students", "dropped", "staff", "sections", "open_now")} == {
            "students": 2,
            "dropped": 1,
            "staff": 1,
            "sections": 2,
            "open_now": 1,
        }
        assert [enrolment.pk for enrolment in context["waiting"]] == [bob.pk]
        assert (context["next_step"], context["next_card"].next.field) == (None, "teams_lock_at")


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


class TestLog:
    def test_it_holds_this_course_and_no_other(self, course: Course, as_ingrid: Client, ingrid: User) -> None:
        other = make_course("ml-2026")
        record(by=By(ingrid), action="course changed", subject="dl-2026", course=course, after={"title": "Deep"})
        record(by=By(ingrid), action="course changed", subject="SECRET-OTHER", course=other)
        record(by=By(ingrid), action="SECRET-SITE", subject="site")
        text = as_ingrid.get(reverse("log", args=[course.slug])).text
        assert ("dl-2026" in text, "SECRET" in text) == (True, False)

    def test_filters(self, course: Course, as_ingrid: Client, ingrid: User, tariq: User) -> None:
        record(by=By(ingrid), action="course changed", subject="a", course=course)
        record(by=By(tariq), action="announced", subject="b", course=course)

        def subjects(query: str) -> list[str]:
            page = as_ingrid.get(reverse("log", args=[course.slug]) + query).context["page"]
            return [entry.subject for entry in page]

        assert subjects("") == ["b", "a"]
        assert subjects(f"?person={tariq.username}") == ["b"]
        assert subjects("?action=course+changed") == ["a"]
        assert subjects("?action=nothing") == []


GROWING: dict[str, Callable[[Course, User, int], object]] = {
    "teach-people": lambda course, _, number: enrol(make_user(f"S{number}"), course, section="A"),
    "teach-course": lambda course, _, number: (
        make_competition(course, f"c{number}"),
        enrol(make_user(f"S{number}"), course),
    ),
    "log": lambda course, ingrid, number: record(
        by=By(ingrid), action="course changed", subject=str(number), course=course
    ),
    "teach-invitations": lambda course, ingrid, number: create_invitation(
        course=course,
        by=By(ingrid),
        role="student",
        email=f"s{number}@example.org",
        most_uses=1,
        expires_at=timezone.now() + timedelta(days=1 if number % 2 else -1),
    ),
    "teach-announcements": lambda course, ingrid, number: announce(
        course=course,
        competition=make_competition(course, f"c{number}"),
        by=By(ingrid),
        title="x",
        text="*y*",
        also_mail=False,
    ),
    "roster": lambda course, ingrid, number: make_import(course, ingrid),
    "teach": lambda course, ingrid, number: enrol(ingrid, make_course(f"c{number}"), Role.INSTRUCTOR),
}


@pytest.mark.parametrize("name", GROWING)
def test_a_longer_list_costs_no_more_queries(
    name: str, course: Course, as_ingrid: Client, ingrid: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse(name, args=[] if name == "teach" else [course.slug])
    GROWING[name](course, ingrid, 1)
    GROWING[name](course, ingrid, 2)
    as_ingrid.get(address)
    with CaptureQueriesContext(connection) as first:
        as_ingrid.get(address)
    for number in range(3, 7):
        GROWING[name](course, ingrid, number)
    with django_assert_num_queries(len(first)):
        as_ingrid.get(address)


def test_ten_thousand_lines_read_in_pages(course: Course, as_ingrid: Client, ingrid: User) -> None:
    entries = [
        LogEntry(
            at=timezone.now(),
            actor=ingrid,
            actor_name=ingrid.username,
            course=course,
            action="course changed",
            subject=str(number),
            previous_digest=str(number),
            digest=str(number),
        )
        for number in range(10_000)
    ]
    LogEntry.objects.bulk_create(entries, batch_size=500)
    answer = as_ingrid.get(reverse("log", args=[course.slug]) + "?page=200")
    assert [entry.subject for entry in answer.context["page"]][-1] == "0"
