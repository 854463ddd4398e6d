"""The page of files, from empty to understood."""

import pytest
from django.utils import timezone

from competition.models.competitions import Competition
from competition.models.log import LogEntry
from competition.models.people import User
from scoring.models.openings import InboxFile, Job
from scoring.opening.plan import ColumnFacts, ColumnKind, FileFacts, FileRole, Way
from scoring.rules.frozen import BEGUN, PUBLISHED
from tests.competition.world import World, browser_of
from tests.factories import accept_rules
from tests.scoring.views.desk import BASE, Desk, page_of, table

ASKS = ("What do you have?", "Send a file", "Still wanted", "What was understood", "Files you sent")
ALL_PAGES = ["", "choices/", "checklist/"]


def names(desk: Desk) -> list[str]:
    return list(InboxFile.objects.values_list("name", flat=True))


def publish(desk: Desk) -> None:
    Competition.objects.filter(pk=desk.draft.competition.pk).update(published_at=timezone.now())


def test_an_empty_page_asks_what_there_is(desk: Desk) -> None:
    page = desk.get()
    assert page.says(*ASKS) == ["What do you have?", "Send a file"]
    assert page.chosen("role") == ["labelled"]
    assert "Files to be sent" in page.text


def test_a_look_at_the_pages_stores_nothing(desk: Desk) -> None:
    assert [desk.get(path).status for path in ALL_PAGES] == [200, 200, 200]
    assert not Competition.objects.filter(opening__isnull=False).exists()


def test_the_other_way_asks_for_one_file_after_another(desk: Desk) -> None:
    assert desk.post("way/", way="files").location == BASE
    asked = [desk.get()]
    for role in ("train", "test", "answers"):
        desk.send(f"{role}.csv", role=role)
        asked.append(desk.get())
    assert [page.chosen("role") for page in asked] == [["train"], ["test"], ["answers"], ["extra"]]
    assert asked[1].says("Still wanted: test, answers.", "Send a file") == [
        "Still wanted: test, answers.",
        "Send a file",
    ]
    assert asked[3].says("Still wanted", "Replace or add a file") == ["Replace or add a file"]


def test_a_file_that_is_being_read_shows_how_far_it_is(desk: Desk) -> None:
    assert desk.send().location == BASE
    Job.objects.update(percent=40, doing="Reading beans.csv")
    page = desk.get()
    assert "beans.csv is in." in page.text
    assert "Holdout is reading the files. Reading beans.csv 40 %" in page.text
    assert f'hx-get="{BASE}"' in page.html
    assert "under way" in page.text


def test_a_page_that_asks_for_itself_gets_a_piece_and_leaves_the_messages(desk: Desk) -> None:
    desk.send()
    piece = desk.get("", HX_Request="true")
    assert ("<html" in piece.html, "beans.csv is in." in piece.text, "opening-now" in piece.html) == (
        False,
        False,
        True,
    )
    assert "beans.csv is in." in desk.get().text


def test_what_was_understood_stands_there_with_its_reasons(desk: Desk) -> None:
    desk.draft.send()
    kinds = {"bean": ColumnKind.WHOLE, "kind": ColumnKind.LABEL}
    desk.understood(
        table(FileRole.LABELLED, "beans.csv", kinds, 1_234),
        problems=("beans.csv: nothing stands in “hue”.",),
        id_column=(None, "No column looks like an id."),
        targets=(["kind"], "“kind” is the last column."),
        metric=("accuracy", "The target has 7 classes."),
        group_column=(None, "No column looks as if rows belonged together."),
    )
    page = desk.get()
    assert "Id none No column looks like an id." in page.text
    assert "To predict kind “kind” is the last column." in page.text
    assert "Metric Accuracy The target has 7 classes." in page.text
    assert "Groups none known" in page.text
    assert "Look at this first beans.csv: nothing stands in “hue”." in page.text
    assert "beans.csv: 1,234 rows, 2 columns" in page.text
    assert "kind label 7 0" in page.text
    assert f'href="{BASE}choices/">Choose metric and columns</a>' in page.html


def test_nobody_is_led_on_before_the_answers_are_there(desk: Desk) -> None:
    desk.post("way/", way="files")
    desk.send("test.csv", role="test")
    desk.understood(table(FileRole.TEST, "test.csv", {"bean": ColumnKind.WHOLE}))
    page = desk.get()
    said = ("Files more to be sent", "Still wanted: train, answers.", "Choose metric and columns")
    assert page.says(*said) == [*said[:2]]


def test_a_file_that_cannot_be_read_says_why(desk: Desk) -> None:
    desk.draft.send()
    desk.understood(FileFacts(FileRole.LABELLED, "beans.csv", 9, 0, (), "This is no table."))
    assert "beans.csv This is no table." in desk.get().text
    assert "Nothing to choose yet" in desk.get("choices/").text


def test_of_a_thousand_columns_the_first_hundred_are_shown(desk: Desk) -> None:
    desk.read({f"column_{number}_": ColumnKind.NUMBER for number in range(1_000)})
    page = desk.get()
    assert page.html.count('<th scope="row" class="mono">column_') == 100
    assert "The first 100 columns are shown." in page.text


def test_what_a_file_calls_its_columns_is_text_and_no_markup(desk: Desk) -> None:
    desk.draft.send()
    bold = ColumnFacts("<b>kind</b>", ColumnKind.LABEL, 9, 0, 2, could_be_id=False)
    facts = FileFacts(FileRole.LABELLED, "beans.csv", 9, 9, (bold,))
    desk.understood(facts, targets=(["<b>kind</b>"], "“<b>kind</b>” is the last column."))
    assert ["<b>" in desk.get(path).html for path in ("", "choices/")] == [False, False]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": "red beans.csv"}, "Rename the file, then choose it again"),
        ({"content": b""}, "This file is empty. Choose another one."),
        ({"role": "train"}, "Select a valid choice. train is not one of the available choices."),
    ],
)
def test_a_file_is_refused_beside_its_field(desk: Desk, sent: dict[str, str], told: str) -> None:
    page = desk.send(**sent)  # type: ignore[arg-type]
    assert (page.status, told in page.text, names(desk)) == (422, True, [])


def test_two_kinds_of_file_cannot_share_a_name(desk: Desk) -> None:
    desk.send()
    page = desk.send(role="extra")
    assert (page.status, names(desk)) == (422, ["beans.csv"])
    assert "File : Another file is called beans.csv already. Rename one of them." in page.text


@pytest.mark.parametrize(
    ("typed", "kept", "said"), [("0.8125", 0.8125, "0.8125"), ("missing_id", "missing_id", "missing_id")]
)
def test_a_probe_comes_with_its_verdict(desk: Desk, typed: str, kept: float | str, said: str) -> None:
    assert desk.send_probe(typed).location == BASE
    assert InboxFile.objects.get().expected == kept
    assert f"probe.csv 16 bytes must get {said}" in desk.get().text


@pytest.mark.parametrize("typed", ["", "well", "nan", "inf", "1e999"])
def test_a_probe_without_a_verdict_is_refused(desk: Desk, typed: str) -> None:
    page = desk.send_probe(typed)
    assert (page.status, names(desk)) == (422, [])
    assert "What it must get" in page.text


def test_removing_a_file_is_asked_about_first(desk: Desk) -> None:
    desk.draft.up_to_the_checklist()
    path = f"files/{InboxFile.objects.get().pk}/remove/"
    page = desk.get(path)
    assert "Remove beans.csv? What was made for the class goes with it" in page.text
    assert names(desk) == ["beans.csv"]
    assert desk.post(path).location == BASE
    assert (names(desk), desk.opening.made) == ([], None)
    assert "beans.csv is removed." in desk.get().text


def test_files_that_the_other_way_has_no_place_for_are_let_go_once_that_is_sure(desk: Desk) -> None:
    desk.draft.send()
    page = desk.post("way/", way="files")
    assert "These have no place there and are let go: beans.csv" in page.text
    assert (names(desk), desk.opening.way) == (["beans.csv"], Way.CUT)
    assert desk.post("way/", way="files", sure="1").location == BASE
    assert (names(desk), desk.opening.way) == ([], Way.FILES)


def test_a_way_that_nobody_knows_changes_nothing(desk: Desk) -> None:
    assert desk.post("way/", way="sideways").location == BASE
    assert not Job.objects.exists()


def test_the_data_of_a_published_competition_stay(desk: Desk) -> None:
    desk.draft.up_to_the_checklist()
    publish(desk)
    lines = LogEntry.objects.count()
    for path in ALL_PAGES:
        page = desk.get(path)
        assert (PUBLISHED in page.text, '<button type="submit" class="button' in page.html.split("<main")[1]) == (
            True,
            False,
        )
    answer = desk.send("new.csv")
    assert (answer.status, PUBLISHED in answer.text) == (422, True)
    file = InboxFile.objects.get()
    for path in ("way/", f"files/{file.pk}/remove/", "make/", "check/"):
        told = page_of(desk.browser.post(BASE + path, {"way": "files", "sure": "1"}, follow=True))
        assert PUBLISHED in told.text
    assert (LogEntry.objects.count(), names(desk)) == (lines, ["beans.csv"])


def test_once_students_have_begun_it_says_so(desk: Desk, world: World) -> None:
    publish(desk)
    accept_rules(world.alice, desk.draft.competition)
    assert desk.get().says(PUBLISHED, BEGUN) == [BEGUN]


@pytest.mark.parametrize("path", ALL_PAGES)
def test_assistants_and_students_see_nothing_of_it(desk: Desk, world: World, path: str) -> None:
    def status(user: User) -> int:
        return browser_of(user).get(BASE + path).status_code

    assert [status(user) for user in (world.tariq, world.alice, world.dana)] == [403, 404, 404]
