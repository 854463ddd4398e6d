"""Rules 8, 9 and 11 of files: the grammar of numbers, each parsed to the nearest double, and what is refused."""

import math
import struct
from random import Random

import pytest

from scoring.judging.tables.number_column import FARTHEST
from scoring.judging.tables.numbers import value_of
from tests.scoring.judging.tables.files import cells, competition, numbers, problems, wrongs


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0", 0.0), ("-0", -0.0), ("+0", 0.0), ("007", 7.0), ("-3", -3.0), ("+3", 3.0), (" 3 ", 3.0), ("\t3", 3.0),
        ('" 3 "', 3.0), ("3.", 3.0), (".5", 0.5), ("-.5", -0.5), ("+.5", 0.5), ("1e5", 1e5), ("1E5", 1e5),
        ("1e+5", 1e5), ("1e-5", 1e-5), ("1.e5", 1e5), (".5E-2", 0.005), ("1e-400", 0.0), ("-1e-400", -0.0),
        ("1e-999999", 0.0), ("0e400", 0.0), ("0.1", 0.1), ("5e-324", 5e-324), ("2e-324", 0.0), ("3e-324", 5e-324),
        ("2.2250738585072011e-308", 2.2250738585072011e-308), ("1.7976931348623157e308", FARTHEST),
        ("1.7976931348623158e308", FARTHEST), ("-1.7976931348623157e308", -FARTHEST),
        ("9007199254740993", 9007199254740992.0), ("9007199254740993.0000000000000000000001", 9007199254740994.0),
        ("0." + "3" * 900, 1 / 3), ("0" * 1000 + "7", 7.0), ("1" + "0" * 308, 1e308),
        ("0." + "0" * 400 + "1e401", 1.0), ("179769313486231580793" + "0" * 288, FARTHEST),
    ],
)  # fmt: skip
def test_plain_numbers_pass_quickly_and_with_care(cell: str, value: float) -> None:
    key = competition("id,x\na,1\nb,2\n")
    quick = cells(key, f"id,x\na,{cell}\nb,1\n")[0]
    careful = cells(key, f"id,x\na,{cell}\nb,+1\n")[0]
    assert [math.copysign(1, quick), quick, careful] == [math.copysign(1, value), value, value]


@pytest.mark.parametrize(
    ("cell", "category", "remedy"),
    [
        ("", "null_value", "Give a number for every row."),
        (" ", "null_value", "Give a number for every row."),
        ('""', "null_value", "Give a number for every row."),
        ('" "', "null_value", "Give a number for every row."),
        *(
            (word, "null_value", "Give a number for every row.")
            for word in ("NA", "na", "N/A", "null", "NULL", "None", "<NA>", "NaT", "-", "+")
        ),
        *(
            (word, "non_finite", "Give a finite number for every row.")
            for word in ("nan", "NaN", "-nan", "inf", "-inf", "+Inf", "Infinity", "-INFINITY")
        ),
        *(
            (word, "non_finite", "Give a smaller number.")
            for word in ("1e400", "-1e400", "+1E400", "1e99999", "1" * 400, "1.7976931348623159e308", "1e309")
        ),
        ('"1,234.5"', "not_numeric", "Leave out the commas between thousands."),
        ('"1,234,567"', "not_numeric", "Leave out the commas between thousands."),
        ('"3,5"', "not_numeric", "Write the decimal point as a point, not as a comma."),
        ('"-0,73512"', "not_numeric", "Write the decimal point as a point, not as a comma."),
        ("50%", "not_numeric", "Write 0.5 instead of 50%: a share, without the per cent sign."),
        ("$5", "not_numeric", "Leave out the currency sign."),
        ("5€", "not_numeric", "Leave out the currency sign."),
        *((word, "not_numeric", "Write the number in decimal.") for word in ("0x1F", "0X1f", "0x", "0x1p3")),
        ("1_000", "not_numeric", "Leave out the underscores."),
        ("−1", "not_numeric", "The minus sign is not the plain one (-): it was typed or pasted as another character."),
        ("True", "not_numeric", "Write 1 and 0 instead of words."),
        ("false", "not_numeric", "Write 1 and 0 instead of words."),
        *(
            (cell, "not_numeric", "Write plain numbers with a point, such as 0.5, -3 or 1e-5.")
            for cell in (
                "٣", "١٢", "٠.٥", "1٣", "１", "²", "½", "Ⅷ", "\u00a01", "1\u00a0", "\u20031", "\u200b1", "\ufeff1",
                "cat", "1 2", "1e", "e5", ".", "+.", "1e5.5", "1.2.3", "--1", "+-1", "-+1", "1-", "1d5", "1e 5",
                "- 1", "0b1", "1f", "1L", "1j", "(1)", "'1'", "[1]", "=1", "@1", "1/2", "1:30", "2024-01-01",
                "nan(1)", "infinit", "snan", '"1\n"', '"\n1"', '"1\n2"', '"1\r"', '"\n"', "1\x0b", "1\x1f", "_1",
                "1__0", '"1,"', '"1,2,3"', "1;2", "-NaNa", "🦉",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_its_remedy(cell: str, category: str, remedy: str) -> None:
    (problem,) = problems(numbers(), f"id,x\na,1\nb,{cell}\nc,3\n")
    found = (problem.category, problem.row, problem.column, problem.id, problem.remedy)
    assert found == (category, 3, "x", "b", remedy)


@pytest.mark.parametrize("cell", ["1" * 5000, "0." + "3" * 5000, "0" * 5000, "x" * 1025])
def test_a_number_of_thousands_of_digits_is_refused_as_too_long(cell: str) -> None:
    assert wrongs(numbers(), f"id,x\na,1\nb,{cell}\nc,3\n") == ["too_large 3 x"]


@pytest.mark.parametrize(("cell", "wrong"), [("1" * 1024, "non_finite 3 x"), ("0." + "3" * 1022, "")])
def test_a_number_may_have_a_thousand_digits(cell: str, wrong: str) -> None:
    assert wrongs(numbers(), f"id,x\na,1\nb,{cell}\nc,3\n") == [wrong][: len(wrong)]


@pytest.mark.parametrize("digits", [17, 16, 6, 30])
def test_normal_variates_are_read_to_the_very_bits_of_python(digits: int) -> None:
    dice = Random(digits)
    written = [f"{dice.gauss(0, 1) * 10 ** dice.randint(-12, 12):.{digits}g}" for _ in range(20_000)]
    assert bits(column_of(written)) == bits([float(each) for each in written])


def test_doubles_of_any_size_are_read_to_the_very_bits_of_python() -> None:
    dice = Random(7)
    values = [struct.unpack("<d", dice.randbytes(8))[0] for _ in range(20_000)]
    values = [value for value in values if math.isfinite(value)]
    assert bits(column_of([repr(value) for value in values])) == bits(values)


def test_numbers_halfway_between_two_doubles_are_read_to_the_very_bits_of_python() -> None:
    dice = Random(11)
    odd = [2 * dice.randrange(2**52, 2**53) + 1 for _ in range(2_000)]
    written = [f"{number}{tail}" for number in odd for tail in ("", ".0", f".{'0' * 30}1", "e-30", "e5")]
    assert bits(column_of(written)) == bits([float(each) for each in written])


def column_of(written: list[str]) -> list[float]:
    """The same values read quickly and with care: a leading plus is what the quick reading does not take."""
    rows = [f"{row},{cell}\n" for row, cell in enumerate(written)]
    key = competition("id,x\n" + "".join(f"{row},{row}\n" for row in range(len(written))))
    quick = cells(key, "id,x\n" + "".join(rows))
    careful = cells(key, "id,x\n" + "".join(rows[:-1]) + f"{len(written) - 1},+{written[-1].strip('-')}\n")
    assert bits(quick[:-1]) == bits(careful[:-1])
    return list(quick)


def bits(values: list[float]) -> bytes:
    return struct.pack(f"<{len(values)}d", *values)


RANGES = {
    "logloss": "id,p\na,1\nb,0\n",
    "rmsle": "id,p\na,1\nb,2\n",
    "qwk": "id,p\na,1\nb,2\n",
}


@pytest.mark.parametrize(
    ("metric", "cell", "wrong"),
    [
        ("logloss", "0", []),
        ("logloss", "1", []),
        ("logloss", "-0", []),
        ("logloss", "1.0000000000000001", []),
        ("logloss", "1.0000000000000003", ["out_of_range 3 p"]),
        ("logloss", "-5e-324", ["out_of_range 3 p"]),
        ("logloss", "50", ["out_of_range 3 p"]),
        ("logloss", "1e400", ["non_finite 3 p"]),
        ("qwk", "2", []),
        ("qwk", "2.0", []),
        ("qwk", "2e0", []),
        ("qwk", "2.5", ["invalid_label 3 p"]),
        ("qwk", "", ["null_value 3 p"]),
        ("rmsle", "-2", ["out_of_range 3 p"]),
        ("rmsle", "-0.0", []),
    ],
)
def test_each_metric_sets_the_range_of_its_numbers(metric: str, cell: str, wrong: list[str]) -> None:
    assert wrongs(competition(RANGES[metric], metric), f"id,p\na,1\nb,{cell}\n") == wrong


def test_a_score_too_large_for_a_number_is_an_error() -> None:
    key = competition("id,x\na,1\n", "mse")
    assert wrongs(key, "id,x\na,1e300\n") == ["undefined_score"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1", 1.0),
        ("-.5e1", -5.0),
        ("1e400", None),
        ("nan", None),
        ("1\n", None),
        ("٣", None),
        ("1_0", None),
        ("", None),
    ],
)
def test_a_single_cell_is_read_by_the_same_grammar(cell: str, value: float | None) -> None:
    assert value_of(cell) == value
