import json
import logging
from pathlib import Path

import pytest

from scoring.opening.checklist.catalogue import CHECKS
from scoring.opening.checklist.checking import check
from scoring.opening.checklist.finding import Check, Finding, count, figure, good, listed, share, shortened
from scoring.opening.material import Material
from scoring.opening.plan import Item, State
from tests.scoring.opening.checklist.files import TEXTS, flowers, houses, item, items

SECRET = "31337.25"


def quiet(percent: int, doing: str) -> None:
    pass


def test_an_honest_competition_is_green_all_over_but_for_its_size(tmp_path: Path) -> None:
    found = check(flowers(tmp_path).material(), quiet)
    assert [each.id for each in found if each.state is not State.GOOD] == ["sizes"]
    assert [each.id for each in found] == [
        "readable", "headers", "answers", "ids", "train-ids", "sizes", "classes", "train-classes", "sample", "repeats",
        "leaks", "order", "noise", "drift", "parts", "shake-up", "names", "texts",
    ]  # fmt: skip


def test_one_with_numbers_is_green_too(tmp_path: Path) -> None:
    found = check(houses(tmp_path).material(), quiet)
    assert [each.id for each in found if each.state is not State.GOOD] == ["sizes"]


def test_the_same_files_have_the_same_checklist(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    assert check(competition.material(), quiet) == check(competition.material(), quiet)


def test_the_ids_of_items_differ_and_each_can_be_stored(tmp_path: Path) -> None:
    assert len({each.id for each in CHECKS}) == len(CHECKS)
    found = check(flowers(tmp_path).material(), quiet)
    assert [Item.from_plain(json.loads(json.dumps(each.as_plain()))) for each in found] == found


def test_progress_is_told_for_each_item(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    check(flowers(tmp_path).material(), lambda percent, doing: told.append((percent, doing)), CHECKS[:2])
    assert told == [(0, "The files can be read"), (50, "The columns fit together"), (100, "The checklist is complete")]


def test_an_item_that_fails_is_bad_and_tells_nothing_of_the_data(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(material: Material) -> Finding:
        raise ValueError(f"could not convert {SECRET}")

    with caplog.at_level(logging.ERROR):
        (found,) = check(flowers(tmp_path).material(), quiet, [Check("x", "X", fail)])
    assert (found.state, found.found) == (State.BAD, "This could not be checked.")
    assert SECRET not in json.dumps(found.as_plain()) + caplog.text
    assert caplog.messages == ["The item x of a checklist failed with ValueError."]


def test_what_ends_the_work_from_outside_is_no_fault_of_an_item(tmp_path: Path) -> None:
    class TimeIsUpError(Exception):
        pass

    def stop(material: Material) -> Finding:
        raise TimeIsUpError

    with pytest.raises(TimeIsUpError):
        check(flowers(tmp_path).material(), quiet, [Check("x", "X", stop)])


def test_an_item_without_business_is_left_out(tmp_path: Path) -> None:
    assert items(flowers(tmp_path).material(), "probes") == []


def test_items_wait_for_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    competition = flowers(tmp_path)
    broken = competition.material(extras={"train.csv": b"id,length,width,colour,species\n1,2\n"})
    assert item(broken, "readable").state is State.BAD
    assert item(broken, "drift").found == "Not looked at: the train file cannot be read."
    answerless = competition.material(answers={"id": [1, 1], "species": ["iris", "lily"], "Usage": ["Public"] * 2})
    assert item(answerless, "sizes").found == "Not looked at: the answer file cannot be read."


def test_no_true_value_is_told_whatever_is_wrong(tmp_path: Path) -> None:
    competition = houses(tmp_path, train=60, test=60)
    prices = [SECRET] * 60
    spoiled = [
        competition.material(answers={**competition.answers, "price": prices}),
        competition.material(answers={**competition.answers, "price": [f"{SECRET} euros", *prices[1:]]}),
        competition.material(answers={**competition.answers, "Usage": ["Public"] * 60, "price": prices}),
        competition.material(train={**(competition.train or {}), "price": prices}),
    ]
    told = [json.dumps([each.as_plain() for each in check(material, quiet)]) for material in spoiled]
    assert [SECRET in each for each in told] == [False] * 4


def test_every_text_is_short_enough_for_a_page(tmp_path: Path) -> None:
    wide = {f"c{number}": range(40) for number in range(300)}
    competition = flowers(tmp_path, train=40, test=40)
    material = competition.material(train={**(competition.train or {}), **wide}, texts={**TEXTS, "rules": "`x` " * 9})
    found = check(material, quiet)
    assert max(len(each.details) for each in found) <= 20
    assert max(len(each.found) for each in found) <= 200


@pytest.mark.parametrize(
    ("part", "said"),
    [(0.0, "0.0 %"), (0.0004, "less than 0.1 %"), (0.031, "3.1 %"), (0.5, "50 %"), (0.9999, "more than 99.9 %")],
)
def test_a_share_is_said_as_people_say_it(part: float, said: str) -> None:
    assert share(part) == said


def test_small_words() -> None:
    assert (count(1, "row"), count(2_000, "row"), count(2, "class", "classes")) == ("1 row", "2,000 rows", "2 classes")
    assert listed(list("abcdefghij")) == "“a”, “b”, “c”, “d”, “e”, “f”, “g”, “h” and 2 more"
    assert shortened("x" * 41) == "x" * 40 + "…"
    assert (figure(1_234.5), figure(0.01234)) == ("1,234", "0.0123")
    assert len(good("Fine.", ["x"] * 30).details) == 20
