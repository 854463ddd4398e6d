"""The audit log as a page."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from competition.actions.log import By, record
from competition.models.courses import Course
from competition.models.log import LogEntry
from competition.models.people import User
from tests.factories import make_course

pytestmark = pytest.mark.django_db


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
