import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from time_machine import TimeMachineFixture

from competition.models.competitions import Competition, DataFile
from competition.models.courses import Course, Role
from competition.models.log import LogEntry
from competition.rules.dates import MOVED_MEANWHILE, REASON_NEEDED
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db

DATES = {
    "opens_at": "2027-03-01T09:00",
    "teams_lock_at": "2027-03-10T23:59",
    "closes_at": "2027-04-20T23:59",
    "hand_in_at": "",
}


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


@pytest.fixture
def course() -> Course:
    return make_course(zone="America/New_York")


@pytest.fixture
def ingrid(client: Client, course: Course) -> Client:
    user = make_user("Ingrid")
    enrol(user, course, Role.INSTRUCTOR)
    client.force_login(user)
    return client


@pytest.fixture
def draft(ingrid: Client, course: Course) -> Competition:
    return make_competition(course, published_at=None)


def save_dates(client: Client, **changes: str) -> tuple[int, str]:
    answer = client.post("/teach/c/wines/dates/", DATES | changes)
    return answer.status_code, answer.content.decode()


def test_a_new_competition_is_a_draft_with_rules_to_start_from(ingrid: Client, course: Course) -> None:
    answer = ingrid.post(
        "/teach/courses/dl-2026/competitions/new/", DATES | {"title": "Wine", "slug": "wine"}, follow=True
    )
    wine = Competition.objects.get()
    assert answer.redirect_chain == [("/teach/c/wine/", 302)]
    assert (wine.published_at, wine.rules_versions.count()) == (None, 1)
    assert wine.closes_at == datetime(2027, 4, 21, 4, 0, tzinfo=UTC)


def test_a_taken_address_is_refused_with_a_remedy(ingrid: Client, draft: Competition) -> None:
    answer = ingrid.post("/teach/courses/dl-2026/competitions/new/", DATES | {"title": "Wine", "slug": "wines"})
    assert answer.status_code == 422
    assert "This address is taken on this site. Add the term" in answer.content.decode()
    assert Competition.objects.count() == 1


def test_dates_out_of_order_are_refused_beside_their_field(ingrid: Client, draft: Competition) -> None:
    status, page = save_dates(ingrid, closes_at="2027-03-05T12:00")
    assert status == 422
    assert "The close must not come before the teams lock." in page
    draft.refresh_from_db()
    assert draft.closes_at.year == 2026


def test_a_skipped_time_is_refused(ingrid: Client, draft: Competition) -> None:
    _, page = save_dates(ingrid, opens_at="2027-03-14T02:30", teams_lock_at="2027-03-20T12:00")
    assert "02:30 on Sunday 14 March 2027 does not exist in America/New_York" in page


def test_midnight_is_asked_about_and_the_answer_is_kept(ingrid: Client, draft: Competition) -> None:
    _, page = save_dates(ingrid, closes_at="2027-04-20T00:00")
    assert "Closes: which one?" in page
    assert 'value="2027-04-20T04:00:00Z"' in page
    status, _ = save_dates(ingrid, closes_at="2027-04-20T00:00", closes_at_meaning="2027-04-21T04:00:00Z")
    draft.refresh_from_db()
    assert (status, draft.closes_at) == (302, datetime(2027, 4, 21, 4, 0, tzinfo=UTC))


def test_a_made_up_meaning_is_asked_about_again(ingrid: Client, draft: Competition) -> None:
    _, page = save_dates(ingrid, closes_at="2027-04-20T00:00", closes_at_meaning="2031-01-01T00:00:00Z")
    assert "Closes: which one?" in page


def test_dates_saved_as_shown_do_not_move(ingrid: Client, draft: Competition) -> None:
    save_dates(ingrid)
    shown = ingrid.get("/teach/c/wines/dates/").content.decode()
    assert 'value="2027-04-20T23:59"' in shown
    assert save_dates(ingrid)[0] == 302
    assert LogEntry.objects.count() == 1


def test_a_form_opened_before_somebody_moved_a_date_is_shown_again(ingrid: Client, draft: Competition) -> None:
    shown = ingrid.get("/teach/c/wines/dates/").content.decode()
    opened = re.findall(r'name="as_seen" value="([^"]+)"', shown)[0]
    Competition.objects.update(closes_at=datetime(2027, 5, 1, tzinfo=UTC))
    status, page = save_dates(ingrid, as_seen=opened)
    draft.refresh_from_db()
    assert (status, draft.closes_at) == (422, datetime(2027, 5, 1, tzinfo=UTC))
    assert MOVED_MEANWHILE in page
    again = re.findall(r'name="as_seen" value="([^"]+)"', page)[0]
    assert save_dates(ingrid, as_seen=again)[0] == 302


def test_a_published_date_moves_only_with_a_reason(ingrid: Client, course: Course) -> None:
    make_competition(course)
    _, page = save_dates(ingrid)
    assert REASON_NEEDED in page
    assert save_dates(ingrid, reason="The room flooded.")[0] == 302


def test_a_published_address_stays(ingrid: Client, course: Course) -> None:
    wines = make_competition(course)
    values = {
        "title": "Wine",
        "slug": "other",
        "accent": "rose",
        "daily_limit": 3,
        "final_picks": 2,
        "selection_mode": "newest",
        "team_size": 4,
        "digits": 4,
    }
    ingrid.post("/teach/c/wines/settings/", values)
    wines.refresh_from_db()
    assert (wines.slug, wines.title, wines.daily_limit) == ("wines", "Wine", 3)


@pytest.mark.parametrize("field", ["daily_limit", "final_picks", "team_size", "digits"])
def test_a_limit_of_nothing_is_refused(ingrid: Client, draft: Competition, field: str) -> None:
    page = ingrid.post("/teach/c/wines/settings/", {"title": "Wine", "slug": "wines", field: 0}).content.decode()
    assert "Choose a number from 1 to" in page


def test_a_file_is_added_replaced_and_removed(ingrid: Client, draft: Competition) -> None:
    for content in (b"id\n1\n", b"id\n2\n"):
        ingrid.post("/teach/c/wines/files/", {"file": SimpleUploadedFile("test.csv", content), "about": "Rows"})
    kept = DataFile.objects.get()
    assert (kept.name, kept.size) == ("test.csv", 5)
    ingrid.post(f"/teach/c/wines/files/{kept.pk}/remove/", {"reason": "The wrong term."})
    assert DataFile.objects.count() == 0
    assert list(LogEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "file added",
        "file replaced",
        "file removed",
    ]


@pytest.mark.parametrize("name", ["two words.csv", "-rf", "größe.csv"])
def test_a_file_name_that_a_shell_trips_over_is_refused(ingrid: Client, draft: Competition, name: str) -> None:
    page = ingrid.post("/teach/c/wines/files/", {"file": SimpleUploadedFile(name, b"id\n")}).content.decode()
    assert "Rename the file, then choose it again: letters, digits, dots, dashes and underscores" in page
    assert DataFile.objects.count() == 0


def test_publishing_an_unready_draft_says_what_is_open(ingrid: Client, draft: Competition) -> None:
    page = ingrid.post("/teach/c/wines/publish/", follow=True).content.decode()
    assert "Still open: says how a file is scored, has files to work on, its data are in place and checked." in page


def test_an_assistant_may_look_and_not_change(client: Client, course: Course) -> None:
    tariq = make_user("Tariq")
    enrol(make_user("Ingrid"), course, Role.INSTRUCTOR)
    enrol(tariq, course, Role.ASSISTANT)
    make_competition(course)
    client.force_login(tariq)
    paths = ["", "settings/", "dates/", "rules/", "files/"]
    assert [client.get(f"/teach/c/wines/{path}").status_code for path in paths] == [200, 403, 403, 403, 403]


def test_rules_that_nobody_touched_make_no_new_version(client: Client, ingrid: Client, course: Course) -> None:
    wines = make_competition(course)
    stored = wines.rules_versions.get()
    stored.text = "1. Play fair.\n2. Have fun.\n"
    stored.save()
    answer = ingrid.post("/teach/c/wines/rules/", {"text": "1. Play fair.\r\n2. Have fun.\r\n"}, follow=True)
    assert wines.rules_versions.count() == 1
    assert "Version 1 stays as it was: nothing was changed." in answer.content.decode()


def test_texts_that_nobody_touched_leave_no_line_in_the_log(ingrid: Client, draft: Competition) -> None:
    Competition.objects.update(description="One\n\nTwo")
    form = ingrid.get("/teach/c/wines/settings/").context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"description": "One\r\n\r\nTwo"}
    assert ingrid.post("/teach/c/wines/settings/", sent).status_code == 302
    assert LogEntry.objects.count() == 0


def test_saving_the_dates_says_whether_any_moved_and_whether_people_are_told(ingrid: Client, course: Course) -> None:
    make_competition(course, hand_in_at=None)
    moved = DATES | {"reason": "The exam was moved."}
    first, again = (ingrid.post("/teach/c/wines/dates/", moved, follow=True).content.decode() for _ in range(2))
    assert "The dates are saved, and everybody in the course is told." in first
    assert "No date was changed." in again


def test_the_overview_counts_who_accepted_the_newest_rules(ingrid: Client, course: Course) -> None:
    wines = make_competition(course)
    accept_rules(make_user("Alice"), wines)
    assert "version 1, accepted by 1 person" in ingrid.get("/teach/c/wines/").content.decode()
    ingrid.post("/teach/c/wines/rules/", {"text": "Play fairer."})
    assert "version 2, accepted by 0 people" in ingrid.get("/teach/c/wines/").content.decode()
