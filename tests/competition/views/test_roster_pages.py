"""A roster through the browser: read, looked at, applied or discarded; and files that are none."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from competition.models.courses import Course, Enrolment, Role, RosterImport
from competition.models.log import LogEntry
from competition.models.running import OutgoingMail
from tests.competition.rules.roster.test_read import CANVAS, HOSTILE
from tests.factories import enrol, make_course, make_user
from tests.pace import at_most

pytestmark = pytest.mark.django_db
FILE = "name,email,roster_id,section\nAlice Ng,alice@example.org,a1,A\nBob Berg,bob@example.org,b1,B\n"


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ingrid(course: Course) -> Client:
    user = make_user("Ingrid")
    enrol(user, course, Role.INSTRUCTOR)
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, course: Course, content: str | bytes, *, drops: bool = True) -> object:
    file = SimpleUploadedFile("roster.csv", content.encode() if isinstance(content, str) else content)
    data = {"file": file} | ({"drops_missing": "on"} if drops else {})
    return client.post(reverse("roster", args=[course.slug]), data)


def staged(client: Client, course: Course, content: str, *, drops: bool = True) -> RosterImport:
    upload(client, course, content, drops=drops)
    return RosterImport.objects.latest("pk")


def decide(client: Client, found: RosterImport, *ticks: str) -> str:
    """As a browser does it: with the fingerprint that the preview holds. Returns what the next page says."""
    preview = client.get(reverse("roster-import", args=[found.course.slug, found.pk]))
    data = {"shown": preview.context["form"].initial["shown"]} | dict.fromkeys(ticks, "on")
    return answer_to(client, found, data)


def answer_to(client: Client, found: RosterImport, data: dict[str, str]) -> str:
    answer = client.post(reverse("roster-apply", args=[found.course.slug, found.pk]), data, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


def emails(course: Course) -> list[str]:
    students = Enrolment.objects.filter(course=course, role=Role.STUDENT, active=True)
    return sorted(students.values_list("user__email", flat=True))


def test_read_looked_at_and_applied(course: Course, ingrid: Client) -> None:
    found = staged(ingrid, course, FILE)
    page = ingrid.get(reverse("roster-import", args=[course.slug, found.pk])).text
    assert re.findall(r'<td class="number">\s*(\d)\s*</td>\s*<th scope="row">\s*(.*?)\s*</th>', page) == [
        ("2", "Alice Ng"),
        ("3", "Bob Berg"),
    ]
    assert emails(course) == []
    assert decide(ingrid, found, "mail_new") == "The roster is applied: 2 new."
    assert emails(course) == ["alice@example.org", "bob@example.org"]
    assert OutgoingMail.objects.count() == 2


def test_canvas_as_it_is(ingrid: Client) -> None:
    course = Course.objects.get()
    Course.objects.update(mail_domain="uni.edu")
    assert decide(ingrid, staged(ingrid, course, CANVAS)) == "The roster is applied: 2 new."
    assert emails(course) == ["alice@example.org", "bob@uni.edu"]


def test_lines_that_were_not_understood_need_the_tick(course: Course, ingrid: Client) -> None:
    found = staged(ingrid, course, FILE + "Charlie,charlie,c1,B\n")
    assert decide(ingrid, found).startswith("1 lines were not understood.")
    assert emails(course) == []
    assert decide(ingrid, found, "without_problems") == "The roster is applied: 2 new."


def test_a_course_that_changed_since_is_looked_at_again(course: Course, ingrid: Client) -> None:
    found = staged(ingrid, course, FILE)
    preview = ingrid.get(reverse("roster-import", args=[course.slug, found.pk]))
    shown = preview.context["form"].initial["shown"]
    enrol(make_user("Alice"), course, active=False)
    assert answer_to(ingrid, found, {"shown": shown}).startswith("Nothing was applied: the course has changed since")
    assert emails(course) == []
    assert decide(ingrid, found) == "The roster is applied: 1 new, 1 returning."


@pytest.mark.parametrize("data", [{}, {"shown": "x" * 65}, {"shown": "x" * 64}])
def test_a_decision_without_a_preview_changes_nothing(course: Course, ingrid: Client, data: dict[str, str]) -> None:
    found = staged(ingrid, course, FILE)
    assert "again" in answer_to(ingrid, found, data)
    assert emails(course) == []


def test_applied_twice_and_discarded_after_all(course: Course, ingrid: Client) -> None:
    found = staged(ingrid, course, FILE)
    decide(ingrid, found)
    assert answer_to(ingrid, found, {"shown": "x"}).startswith("This roster was applied already.")
    ingrid.post(reverse("roster-discard", args=[course.slug, found.pk]))
    assert RosterImport.objects.get().state == "applied"
    assert "This roster was applied." in ingrid.get(reverse("roster-import", args=[course.slug, found.pk])).text


def test_discarded_changes_nobody(course: Course, ingrid: Client) -> None:
    found = staged(ingrid, course, FILE)
    ingrid.post(reverse("roster-discard", args=[course.slug, found.pk]))
    assert (RosterImport.objects.get().state, emails(course)) == ("discarded", [])


def test_a_name_can_not_become_a_piece_of_the_page(course: Course, ingrid: Client) -> None:
    found = staged(ingrid, course, 'name,email\n"<script>alert(1)</script>",alice@example.org\n')
    page = ingrid.get(reverse("roster-import", args=[course.slug, found.pk])).text
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_roster_gets_a_page_that_says_why(course: Course, ingrid: Client, kind: str) -> None:
    content = HOSTILE[kind][0]
    with at_most(60):
        answer = upload(ingrid, course, content)
    size = len(content.encode() if isinstance(content, str) else content)
    assert answer.status_code == (413 if size > settings.LARGEST_ROSTER else 422)  # type: ignore[attr-defined]
    assert (RosterImport.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_a_form_without_a_file_is_asked_for_one(course: Course, ingrid: Client) -> None:
    answer = ingrid.post(reverse("roster", args=[course.slug]), {"drops_missing": "on"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_the_largest_preview_is_a_page_of_bearable_size(course: Course, ingrid: Client) -> None:
    rows = "".join(f"Student {n},s{n}@example.org\n" for n in range(5_000))
    found = staged(ingrid, course, "name,email\n" + rows)
    with at_most(150):
        page = ingrid.get(reverse("roster-import", args=[course.slug, found.pk]))
    assert len(page.content) < 1_500_000
