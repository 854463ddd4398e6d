"""The staff's list of everything that was sent, one submission, and all files at once."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from competition.models.log import LogEntry
from competition.views.downloads import places
from scoring.actions.previews.filling import fill
from scoring.models.claimable import WorkState
from scoring.models.finals import PreviewCopy
from scoring.models.judgements import Judgement
from scoring.models.submissions import Seat, Submission
from scoring.shelves import submissions as shelf
from scoring.vault.doors import Sealed, seal
from teams.models.teams import Team
from tests.competition.views.test_downloads import content
from tests.competition.world import World, browser_of
from tests.factories import NOW, make_key, make_submission, make_team, predictions

LIST = "/teach/c/wines/submissions/"
ZIP = "/teach/c/wines/submissions.zip"


@pytest.fixture
def team(world: World) -> Team:
    make_key(world.competition)
    team = make_team(world.competition, world.alice, world.bob, name="Pair")
    team.memberships.update(joined_at=NOW - timedelta(days=2))
    return team


@pytest.fixture
def ingrid(world: World) -> Client:
    return browser_of(world.ingrid)


def shown(answer_text: str, team: Team) -> list[int]:
    """The submissions that a page lists, in its order."""
    known = Submission.objects.filter(team__competition=team.competition)
    places = {answer_text.find(f'href="{LIST}{one.pk}/"'): one.pk for one in known}
    return [pk for place, pk in sorted(places.items()) if place >= 0]


# --- The list ---


def test_staff_see_every_team_s_file_with_its_author_s_real_name(world: World, team: Team, ingrid: Client) -> None:
    make_submission(team, world.alice, value=0.8125, file_name="forest.csv")
    page = ingrid.get(LIST).text
    assert [word in page for word in ("forest.csv", "Pair", "Alice", "0.8125", "scored")] == [True] * 5


def test_the_newest_stands_first(world: World, team: Team, ingrid: Client) -> None:
    old = make_submission(team, world.alice, at=NOW - timedelta(days=1))
    new = make_submission(team, world.bob)
    assert shown(ingrid.get(LIST).text, team) == [new.pk, old.pk]


def test_before_anything_was_sent_the_page_says_what_will_be_here(team: Team, ingrid: Client) -> None:
    assert "Nothing yet" in ingrid.get(LIST).text


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("state=refused", ["refused"]),
        ("state=failed", ["failed"]),
        ("state=nonsense", ["void", "failed", "refused", "scored"]),
        ("void=yes", ["void"]),
        ("void=no", ["failed", "refused", "scored"]),
        ("q=alice", ["refused", "scored"]),
        ("q=SOLO", ["void", "failed"]),
        ("q=bob+failed", ["failed"]),
        ("q=nobody", []),
        ("q=99999999999999999999", []),
        ("team=987654", []),
        ("team=x", ["void", "failed", "refused", "scored"]),
        ("q=%00", ["void", "failed", "refused", "scored"]),
    ],
)
def test_it_is_filtered_and_searched(world: World, team: Team, ingrid: Client, asked: str, kept: list[str]) -> None:
    solo = make_team(world.competition, name="Solo")
    make_submission(team, world.alice, file_name="scored.csv")
    make_submission(team, world.alice, file_name="refused.csv", state=WorkState.REFUSED)
    make_submission(solo, world.bob, file_name="failed.csv", state=WorkState.FAILED)
    thrown_out = make_submission(solo, world.bob, file_name="void.csv")
    ingrid.post(f"{LIST}{thrown_out.pk}/void/", {"reason": "A joke."})
    numbers = shown(ingrid.get(f"{LIST}?{asked}").text, team)
    names = dict(Submission.objects.values_list("pk", "file_name"))
    assert [names[number] for number in numbers] == [f"{name}.csv" for name in kept]


def test_one_team_s_files_and_one_number(world: World, team: Team, ingrid: Client) -> None:
    solo = make_team(world.competition, name="Solo")
    mine, theirs = make_submission(team, world.alice), make_submission(solo, world.bob)
    assert shown(ingrid.get(f"{LIST}?team={solo.pk}").text, team) == [theirs.pk]
    assert mine.pk in shown(ingrid.get(f"{LIST}?q={mine.pk}").text, team)


def test_three_rows_cost_as_many_queries_as_one(
    world: World, team: Team, ingrid: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_submission(team, world.alice)
    with CaptureQueriesContext(connection) as first:
        ingrid.get(LIST)
    make_submission(make_team(world.competition, name="Solo"), world.bob, state=WorkState.REFUSED)
    make_submission(team, world.bob, state=WorkState.QUEUED)
    with django_assert_num_queries(len(first)):
        ingrid.get(LIST)


def test_only_what_the_active_answers_say_is_shown(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice, value=0.25)
    other = make_key(world.competition, active=False)
    Judgement.objects.create(submission=made, key=other, state=WorkState.DONE, public_value=0.75)
    page = ingrid.get(LIST).text
    assert ("0.2500" in page, "0.7500" in page) == (True, False)
    assert shown(page, team) == [made.pk]


# --- Private scores ---


def asked_and_filled(browser: Client) -> None:
    assert browser.post(f"{LIST}private/").status_code == 302
    fill(preview_pk=PreviewCopy.objects.get().pk)


def test_private_scores_are_shown_to_who_asked_and_to_nobody_else(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice, value=0.5, private=0.3141)
    refused = make_submission(team, world.bob, state=WorkState.REFUSED)
    assert "0.3141" not in ingrid.get(LIST).text
    asked_and_filled(ingrid)
    others = browser_of(world.tariq)
    pages = [browser.get(page).text for browser in (ingrid, others) for page in (LIST, f"{LIST}{made.pk}/")]
    assert ["0.3141" in page for page in pages] == [True, True, False, False]
    assert ingrid.get(f"{LIST}{refused.pk}/").status_code == 200


def test_a_file_without_a_private_score_says_why(world: World, team: Team, ingrid: Client) -> None:
    made, why = make_submission(team, world.alice), "The metric has no value on these rows."
    seal(submission=made.pk, key=Judgement.objects.get().key_id, sealed=Sealed(None, why))
    asked_and_filled(ingrid)
    assert [why in ingrid.get(page).text for page in (LIST, f"{LIST}{made.pk}/")] == [True, True]


def test_until_the_worker_has_copied_them_the_page_asks_again_by_itself(team: Team, ingrid: Client) -> None:
    assert 'hx-trigger="every 1s"' not in ingrid.get(LIST).text
    ingrid.post(f"{LIST}private/")
    assert 'hx-trigger="every 1s"' in ingrid.get(LIST).text
    fill(preview_pk=PreviewCopy.objects.get().pk)
    assert 'hx-trigger="every 1s"' not in ingrid.get(LIST).text


def test_an_assistant_who_plays_is_told_why_not(world: World, team: Team) -> None:
    make_team(world.competition, world.tariq, name="Staff")
    answer = browser_of(world.tariq).post(f"{LIST}private/", follow=True)
    assert "You are on a team of this competition" in answer.text
    assert not PreviewCopy.objects.exists()


# --- One submission ---


def test_a_refused_file_says_why(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice, state=WorkState.REFUSED)
    problem = {"message": "“x” is no number.", "remedy": "Write 1.", "row": 7, "column": "label", "id": "six"}
    Judgement.objects.update(problems={"problems": [problem], "counts": {"not_numeric": 1}})
    page = ingrid.get(f"{LIST}{made.pk}/").text
    assert [word in page for word in ("“x” is no number.", "Write 1.", "label", "six")] == [True] * 4


def test_a_reason_is_needed_to_void(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice)
    answer = ingrid.post(f"{LIST}{made.pk}/void/", {"reason": ""})
    assert (answer.status_code, Submission.objects.filter(voiding__isnull=False).exists()) == (422, False)


def test_a_void_submission_says_so_and_can_count_again(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice)
    ingrid.post(f"{LIST}{made.pk}/void/", {"reason": "It was not theirs."})
    assert "It was not theirs." in ingrid.get(f"{LIST}{made.pk}/").text
    ingrid.post(f"{LIST}{made.pk}/count-again/")
    assert "It was not theirs." not in ingrid.get(f"{LIST}{made.pk}/").text


def test_an_assistant_looks_and_changes_nothing(world: World, team: Team) -> None:
    made, tariq = make_submission(team, world.alice), browser_of(world.tariq)
    assert "Void it" not in tariq.get(f"{LIST}{made.pk}/").text
    deeds = ("void", "count-again", "judge-again")
    assert [tariq.post(f"{LIST}{made.pk}/{deed}/", {"reason": "x"}).status_code for deed in deeds] == [403] * 3


def test_what_failed_can_be_judged_again_from_its_page(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice, state=WorkState.FAILED)
    assert "Judge it again" in ingrid.get(f"{LIST}{made.pk}/").text
    ingrid.post(f"{LIST}{made.pk}/judge-again/")
    assert Judgement.objects.get().state == WorkState.QUEUED


# --- On behalf ---


def form_for(team: Team, /, **values: object) -> dict[str, object]:
    file = SimpleUploadedFile("mailed.csv", predictions())
    return {"team": team.pk, "file": file, "reason": "Mailed to me.", "request_id": "one"} | values


def test_staff_send_for_a_team_and_no_seat_is_taken(world: World, team: Team, ingrid: Client) -> None:
    answer = ingrid.post(f"{LIST}send/", form_for(team))
    sent = Submission.objects.get()
    assert answer.headers["Location"] == f"{LIST}{sent.pk}/"
    assert (sent.team, sent.author, sent.note) == (team, world.ingrid, "Sent by staff: Mailed to me.")
    assert (Seat.objects.count(), Judgement.objects.count()) == (0, 1)
    assert LogEntry.objects.values_list("action", "reason").get() == ("file sent for a team", "Mailed to me.")


def test_sending_it_twice_is_sending_it_once(team: Team, ingrid: Client) -> None:
    for _ in range(2):
        ingrid.post(f"{LIST}send/", form_for(team))
    assert (Submission.objects.count(), LogEntry.objects.count()) == (1, 1)


def test_a_file_for_no_team_comes_back(world: World, team: Team, ingrid: Client) -> None:
    answer = ingrid.post(f"{LIST}send/", form_for(team, team=0))
    assert (answer.status_code, Submission.objects.count()) == (422, 0)


# --- All files ---


def archive_in(answer: HttpResponseBase) -> ZipFile:
    return ZipFile(BytesIO(content(answer)))


def test_all_files_come_with_a_map_of_whose_they_are(world: World, team: Team, ingrid: Client) -> None:
    made = make_submission(team, world.alice, b"id,label\n1,=1+1\n", value=-0.5, file_name="=cmd.csv")
    answer = ingrid.get(ZIP)
    archive = archive_in(answer)
    assert archive.namelist() == ["map.csv", f"Pair/{made.pk}_cmd.csv"]
    assert archive.read(f"Pair/{made.pk}_cmd.csv") == b"id,label\n1,=1+1\n"
    (row,) = csv.DictReader(StringIO(archive.read("map.csv").decode("utf-8-sig")))
    assert row == {
        "submission": str(made.pk),
        "file": f"Pair/{made.pk}_cmd.csv",
        "team": "Pair",
        "members": "Alice, Bob",
        "author": "Alice",
        "received": "2026-10-14T15:00:00Z",
        "state": "scored",
        "public_score": "-0.5",
        "void": "",
        "sha256": made.sha256,
    }


def test_the_download_leaves_its_line_and_its_place(world: World, team: Team, ingrid: Client) -> None:
    make_submission(team, world.alice)
    answer = ingrid.get(ZIP)
    assert places.taken.total() == 1
    content(answer)
    assert places.taken.total() == 0
    assert LogEntry.objects.values_list("action", "subject").get() == ("files downloaded", "wines")


def test_names_that_a_spreadsheet_would_run_are_made_harmless(world: World, ingrid: Client, team: Team) -> None:
    make_submission(make_team(world.competition, name="=HYPERLINK(1)"), world.alice)
    archive = archive_in(ingrid.get(ZIP))
    assert b'"\'=HYPERLINK(1)"' in archive.read("map.csv")


def test_bytes_that_are_gone_are_said_and_stop_nothing(world: World, team: Team, ingrid: Client) -> None:
    lost, kept = make_submission(team, world.alice, b"a"), make_submission(team, world.alice, b"b")
    shelf.discard(lost.sha256)
    archive = archive_in(ingrid.get(ZIP))
    rows = list(csv.DictReader(StringIO(archive.read("map.csv").decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == ["its bytes are missing", f"Pair/{kept.pk}_predictions.csv"]


def test_members_are_those_who_were_on_the_team_when_it_sent_the_file(world: World, team: Team, ingrid: Client) -> None:
    team.memberships.filter(enrolment__user=world.bob).update(left_at=NOW - timedelta(hours=1))
    make_submission(team, world.alice, at=NOW)
    archive = archive_in(ingrid.get(ZIP))
    (row,) = csv.DictReader(StringIO(archive.read("map.csv").decode("utf-8-sig")))
    assert row["members"] == "Alice"
