"""The page of the checklist: what was made, what is to be mended and where, and when it is green."""

import pytest

from competition.actions.competitions import change_texts
from scoring.actions.openings.asking import NOT_CHOSEN, NOT_MADE, NOT_READ
from scoring.actions.openings.failing import fail
from scoring.actions.openings.storing import store_checklist
from scoring.models.openings import Job, Task
from scoring.opening.plan import Item, State
from tests.scoring.views.desk import BASE, Desk, Page, page_of

BAD = Item("sizes", "Both parts are large enough", State.BAD, "There are 51 public rows.", "Take more.", ("± 0.1",))
WARNING = Item("texts", "The texts are complete", State.WARNING, "They are not.", "Write what is missing.")
GOOD = Item("ids", "Test and answers have the same ids", State.GOOD, "They have.")


def checked(desk: Desk, *items: Item) -> Page:
    desk.draft.up_to_the_checklist()
    claim, seen = desk.draft.begun()
    assert store_checklist(claim=claim, items=list(items), seen=seen)
    return desk.get("checklist/")


def do(desk: Desk, path: str) -> Page:
    return page_of(desk.browser.post(BASE + path, follow=True))


def test_before_anything_is_made_it_leads_to_what_comes_next(desk: Desk) -> None:
    assert f'href="{BASE}">Send the files</a>' in desk.get("checklist/").html
    desk.draft.send()
    desk.draft.inspected()
    assert f'href="{BASE}choices/">Choose metric and columns</a>' in desk.get("checklist/").html


def test_while_the_files_are_made_it_shows_how_far_that_is(desk: Desk) -> None:
    desk.draft.send()
    desk.draft.inspected()
    desk.draft.chosen()
    Job.objects.filter(task=Task.MAKE).update(percent=60, doing="Writing train.csv")
    page = desk.get("checklist/")
    assert "Holdout is making the competition's files. Writing train.csv 60 %" in page.text
    assert f'hx-get="{BASE}checklist/"' in page.html


def test_what_was_made_is_counted(desk: Desk) -> None:
    desk.draft.up_to_the_checklist()
    page = desk.get("checklist/")
    assert "1 train rows 1 public rows" in page.text
    assert "ignored rows" not in page.text
    assert "Files for the class: test.csv, train.csv." in page.text
    assert 'href="/c/beans/data/">What students will see</a>' in page.html


def test_what_is_bad_comes_first_and_leads_to_where_it_is_mended(desk: Desk) -> None:
    page = checked(desk, GOOD, WARNING, BAD)
    assert "Launch checklist 1 to mend 1 to think about" in page.text
    places = [page.text.index(item.title) for item in (BAD, WARNING, GOOD)]
    assert places == sorted(places)
    assert "There are 51 public rows. Take more. To the choices , for: Both parts are large enough" in page.text
    assert f'<a href="{BASE}choices/">To the choices' in page.html
    assert '<a href="/teach/c/beans/settings/">To the texts' in page.html
    assert "Details of: Both parts are large enough ± 0.1" in page.text
    assert "1 in order" in page.text
    assert "On to publishing" not in page.text


def test_a_green_one_leads_on_to_publishing(desk: Desk) -> None:
    page = checked(desk, GOOD, WARNING)
    assert "Launch checklist green 1 to think about" in page.text
    assert 'href="/teach/c/beans/">On to publishing</a>' in page.html


def test_one_that_was_gone_through_for_other_texts_says_so(desk: Desk) -> None:
    checked(desk, GOOD)
    change_texts(competition=desk.draft.competition, by=desk.draft.by, values={"evaluation": "Log loss."})
    page = desk.get("checklist/")
    said = ("Files or texts have changed since.", "On to publishing", "Go through it again")
    assert page.says(*said) == [said[0], said[2]]
    do(desk, "check/")
    assert "Holdout is going through the checklist." in desk.get("checklist/").text


def test_work_that_failed_says_why_and_can_be_asked_for_again(desk: Desk) -> None:
    desk.draft.send()
    desk.draft.inspected()
    desk.draft.chosen()
    claim, _ = desk.draft.begun()
    assert fail(claim=claim, error="“kind” is the same in all rows.")
    page = desk.get("checklist/")
    assert "This came to nothing. “kind” is the same in all rows." in page.text
    assert "Files for the class failed" in page.text
    assert f'href="{BASE}choices/">Have the files made</a>' in page.html
    assert "Holdout is making the competition's files." in do(desk, "make/").text


def test_files_are_made_again_when_asked_for(desk: Desk) -> None:
    checked(desk, GOOD)
    page = do(desk, "make/")
    assert page.says("Holdout is making the competition's files.", "What was made") == [
        "Holdout is making the competition's files."
    ]


@pytest.mark.parametrize("path", ["make/", "check/"])
def test_nothing_is_begun_before_its_time(desk: Desk, path: str) -> None:
    first = NOT_READ if path == "make/" else NOT_MADE
    assert first in do(desk, path).text
    desk.draft.send()
    desk.draft.inspected()
    second = NOT_CHOSEN if path == "make/" else NOT_MADE
    assert second in do(desk, path).text
    assert not Job.objects.exclude(task=Task.INSPECT).exists()
