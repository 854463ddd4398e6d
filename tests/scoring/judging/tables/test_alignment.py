"""Bringing ids into order, against a dictionary: ids of any length, row numbers, and hashes that collide."""

from itertools import permutations
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scoring.judging.tables.ids import Ids, numbers_for
from scoring.judging.tables.row_numbers import RowNumbers
from scoring.judging.tables.texts import Texts

NUMBERS = [
    "0", "1", "2", "3", "7", "07", "007", "+7", "-7", "-0", "00", "10", "16", "0x1", "0xF", "0x10", "1e1", "15",
    "1048575", "0xFFFFF", "1048576", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "7.0",
]  # fmt: skip
WORDS = [
    f"{prefix}{tail}"
    for prefix in ("", "a" * 7, "a" * 8, "é" * 4, "a" * 15, "a" * 16, "a" * 63, "a" * 64, "a" * 200)
    for tail in ("", "a", "b", "aa", "ab", "é")
][1:]
SETS = some.lists(some.sampled_from(NUMBERS), unique=True, min_size=1, max_size=9) | some.lists(
    some.sampled_from(WORDS) | some.text(some.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
    unique=True,
    min_size=1,
    max_size=9,
)
ROW_NUMBERS = some.integers(0, 2**62).flatmap(
    lambda first: some.lists(some.integers(first, first + 20).map(str), unique=True, min_size=1, max_size=12)
)


def texts(ids: list[str], parts: int = 1) -> Texts:
    """The ids as they come from a file that was read in parts."""
    bounds = [len(ids) * part // parts for part in range(parts + 1)]
    return Texts.of([pa.array(ids, pa.string())[bounds[part] : bounds[part + 1]] for part in range(parts)])


def check(answers: list[str], sent: list[str], parts: int = 1) -> None:
    """Everything that is said of the ids must be what a dictionary says."""
    ids, found = Ids(texts(answers)), texts(sent, parts)
    place = {id: number for number, id in enumerate(answers)}
    quick, order = ids.quick_rows_of(found), ids.align(found).rows()
    if sorted(sent) == sorted(answers):
        assert order is not None
        assert order.tolist() == [sent.index(id) for id in answers]
        assert quick is None or np.arange(len(sent))[quick].tolist() == order.tolist()
    else:
        assert (quick, order) == (None, None)
    alignment = ids.align(found)
    assert alignment.places.tolist() == [place.get(id, -1) for id in sent]
    assert alignment.extra.tolist() == [row for row, id in enumerate(sent) if id not in place]
    assert alignment.missing.tolist() == [number for number, id in enumerate(answers) if id not in sent]
    again = [row for row, id in enumerate(sent) if id in place and id in sent[:row]]
    assert alignment.repeated.tolist() == again


@settings(max_examples=200, deadline=None)
@given(SETS | ROW_NUMBERS, some.data(), some.integers(1, 4))
def test_ids_are_aligned_as_a_dictionary_would(answers: list[str], data: some.DataObject, parts: int) -> None:
    others = some.sampled_from(NUMBERS + WORDS) | some.sampled_from(answers)
    check(answers, data.draw(some.permutations(answers)), parts)
    check(answers, data.draw(some.lists(others, max_size=12)), parts)
    changed = data.draw(some.permutations(answers))
    changed[data.draw(some.integers(0, len(changed) - 1))] = data.draw(others)
    check(answers, changed, parts)


@pytest.mark.parametrize(
    "answers", [["0", "1", "2", "3"], ["3", "9", "5", "7"], ["10", "9", "11", "12"], ["16", "15", "17", "20"]]
)
def test_row_numbers_are_text_all_the_same(answers: list[str]) -> None:
    assert RowNumbers.among(texts(answers)) is not None
    for order in permutations(answers):
        check(answers, list(order))
    for place, id in enumerate(answers):
        for other in (f"0{id}", f"00{id}", f"+{id}", f"-{id}", f"{id}.0", hex(int(id)), "4", "99", "-1", "2"):
            check(answers, [*answers[:place], other, *answers[place + 1 :]][::-1])
    check(answers, [*answers[:2], *answers[:2]])
    check(answers, [f"0{answers[0]}", *answers[2:], answers[1][1:] or "x"])


def test_a_longer_and_a_shorter_spelling_do_not_make_up_for_each_other() -> None:
    numbers = [str(number) for number in range(1_048_570, 1_048_580)]
    check(numbers, ["0xFFFFF" if each == "1048575" else each for each in numbers][::-1])
    check(["7", "8", "10"], ["07", "8", "9"])


@pytest.mark.parametrize(
    "ids",
    [["07", "8"], ["-1", "0", "1"], ["1", "1000"], ["a"], ["9223372036854775808"], ["1", "2", "0x3"], ["1", "2.0"]],
)
def test_other_ids_are_no_row_numbers(ids: list[str]) -> None:
    assert RowNumbers.among(texts(ids)) is None
    check(ids, ids[::-1])


def test_no_ids_are_aligned_with_some() -> None:
    check(["a", "b"], [])
    check(["1", "2"], [])
    check(["a" * 20, "b"], [])
    assert RowNumbers.among(texts([])) is None


def colliding(seed: int, dice: Random) -> tuple[str, str]:
    """Two ids of 16 letters with one number. The second word that gives a first word the wanted number can be worked
    out; about one in 3,000 is made of printable letters."""
    odd, mask = 0x9E3779B97F4A7C15, 2**64 - 1

    def mixed(word: bytes) -> int:
        product = ((int.from_bytes(word, "little") ^ seed) * odd) & mask
        return product ^ product >> 32

    first, last = b"colliderxxxxxxxx"[:8], b"colliderxxxxxxxx"[8:]
    while True:
        other = bytes(dice.randrange(97, 123) for _ in range(8))
        needed = (mixed(first) ^ mixed(other) ^ int.from_bytes(last, "little")).to_bytes(8, "little")
        if needed.isascii() and needed.decode().isprintable() and other != first:
            return (first + last).decode(), (other + needed).decode()


def test_ids_with_one_number_are_told_apart() -> None:
    one, other = colliding(0, Random(3))
    numbers = numbers_for(texts([one, other]), 2, 0)
    assert (one != other, numbers[0]) == (True, numbers[1])
    fillers = [f"{'x' * 12}{number:04}" for number in range(50)]
    check([one, *fillers], [other, *fillers[::-1]])
    check([one, *fillers], [*fillers[::-1], one])
    check([one, *fillers], [*fillers, other, one])


def test_answers_whose_numbers_collide_are_hashed_again() -> None:
    one, other = colliding(0, Random(4))
    ids = Ids(texts([one, other, "p", "q" * 30]))
    assert ids.seed == 1
    for order in permutations([one, other, "p", "q" * 30]):
        check([one, other, "p", "q" * 30], list(order))


def test_ids_that_are_not_unique_are_no_ids() -> None:
    with pytest.raises(ValueError, match="not unique"):
        Ids(texts(["a", "b", "a"]))


def test_every_byte_of_long_ids_counts() -> None:
    answers = ["x" * 100 + f"{number:03}" for number in range(20)] + ["short", "y" * 8, "z" * 65]
    for place in range(103):
        changed = answers[5][:place] + "?" + answers[5][place + 1 :]
        check(answers, [*answers[:5], changed, *answers[6:]][::-1])


def test_texts_of_large_and_of_sliced_columns_are_the_same() -> None:
    ids = ["a", "", "bcd", "é" * 9, "f"]
    large = Texts.of([pa.array(ids, pa.large_string())[1:4]])
    assert [large[row] for row in range(len(large))] == ids[1:4]
    assert large.same_as(texts(ids[1:4]))
    assert not large.same_as(texts(ids[:3]))
    assert [len(Texts.of(columns)) for columns in ([], [pa.array([], pa.string())])] == [0, 0]
