"""Nothing is published whose data are not in place and checked as they are now."""

import pytest
from django.test import Client

from competition.actions.competitions import change_texts, publish
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.queries.competitions import launch_checklist
from competition.rules.launch import Item
from scoring.actions.openings.asking import ask_to_check
from scoring.actions.openings.files import receive_file
from scoring.opening.plan import FileRole, State
from scoring.rules.gate import TITLE
from tests.competition.world import World, browser_of, received
from tests.factories import NOW, make_checked_opening
from tests.scoring.actions.draft import Draft


def gate(draft: Draft) -> Item:
    items = launch_checklist(Competition.objects.get(pk=draft.competition.pk), NOW)
    return next(item for item in items if item.title == TITLE)


def test_each_step_says_what_comes_next(draft: Draft) -> None:
    assert (gate(draft).done, gate(draft).remedy) == (
        False,
        "Send the data, and have them made into train, test and answers.",
    )
    draft.send()
    assert gate(draft).remedy == "Wait until the work on the data is done."
    draft.inspected()
    assert gate(draft).remedy == "Send the data, and have them made into train, test and answers."


@pytest.mark.parametrize(
    ("states", "done", "remedy"),
    [
        ([State.GOOD, State.BAD], False, "Mend what the checklist marks."),
        ([State.GOOD, State.WARNING], True, None),
    ],
)
def test_what_is_bad_stops_it_and_what_is_a_warning_does_not(
    draft: Draft, states: list[State], done: bool, remedy: str | None
) -> None:
    draft.up_to_the_checklist()
    draft.checked(*states)
    assert gate(draft).done == done
    assert done or gate(draft).remedy == remedy


def test_a_checklist_for_other_texts_does_not_count(draft: Draft) -> None:
    draft.up_to_the_checklist()
    draft.checked()
    change_texts(competition=draft.competition, by=draft.by, values={"evaluation": "Log loss."})
    assert (gate(draft).done, gate(draft).remedy) == (
        False,
        "Go through the checklist again: files or texts were changed since.",
    )
    ask_to_check(competition=draft.competition, by=draft.by)
    draft.checked()
    assert gate(draft).done


def test_publishing_waits_for_it(draft: Draft) -> None:
    draft.up_to_the_checklist()
    with pytest.raises(RefusedError, match=r"Still open: its data are in place and checked\."):
        publish(competition=draft.competition, by=draft.by, now=NOW)
    draft.checked()
    publish(competition=draft.competition, by=draft.by, now=NOW)
    assert Competition.objects.get(pk=draft.competition.pk).published_at == NOW


def test_what_came_after_the_checklist_is_not_published_by_the_way(draft: Draft) -> None:
    make_checked_opening(draft.competition)
    assert gate(draft).done
    upload = received(b"bean,kind\n")
    receive_file(competition=draft.competition, by=draft.by, upload=upload, role=FileRole.LABELLED, name="new.csv")
    upload.close()
    with pytest.raises(RefusedError):
        publish(competition=draft.competition, by=draft.by, now=NOW)


def test_the_page_of_a_draft_leads_to_the_opening(draft: Draft, world: World) -> None:
    ingrid: Client = browser_of(world.ingrid)
    page = ingrid.get("/teach/c/beans/").content.decode()
    assert "Its data are in place and checked" in page
    assert '<a href="/teach/c/beans/opening/">Send the data' in page
    draft.up_to_the_checklist()
    draft.checked(State.BAD)
    page = ingrid.get("/teach/c/beans/").content.decode()
    assert '<a href="/teach/c/beans/opening/checklist/">Mend what the checklist marks.</a>' in page
