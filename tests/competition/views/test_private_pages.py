import pytest
from django.test import Client

from competition.models.courses import Role
from tests.factories import enrol, make_course, make_user

pytestmark = pytest.mark.django_db


def test_a_page_for_somebody_signed_in_is_kept_nowhere(client: Client) -> None:
    ingrid = make_user("Ingrid")
    enrol(ingrid, make_course(), Role.INSTRUCTOR)
    client.force_login(ingrid)
    paths = ["/", "/teach/courses/dl-2026/people/", "/account/", "/c/missing/"]
    assert {path: client.get(path).headers.get("Cache-Control") for path in paths} == dict.fromkeys(
        paths, "private, no-store"
    )


def test_an_answer_that_says_how_it_may_be_kept_is_left_alone(client: Client) -> None:
    client.force_login(make_user("Alice"))
    assert client.get("/health").headers["Cache-Control"].startswith("max-age=0, no-cache")
    assert client.get("/account/login/").status_code == 302


def test_a_stranger_is_told_nothing_about_keeping(client: Client) -> None:
    assert client.get("/account/password/reset/").headers.get("Cache-Control") != "private, no-store"
