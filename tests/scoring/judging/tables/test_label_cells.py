"""Rule 10 of files: labels are text, unless all true ones are numbers or truth values."""

import pyarrow as pa
import pytest

from scoring.judging.tables.label_column import MOST_STRANGE_LABELS
from scoring.judging.tables.labels import classes_of
from tests.scoring.judging.tables.files import cells, competition, labels, problems, wrongs

WHOLE = ("1", "2", "10")


@pytest.mark.parametrize(
    ("classes", "cell", "code"),
    [
        (("None", "NA", "nan"), "NA", 0),
        (("None", "NA", "nan"), "None", 1),
        (("None", "NA", "nan"), "nan", 2),
        (("None", "NA", "nan"), "null", 3),
        (("None", "NA", "nan"), "none", 3),
        (("cat", "Cat", "CAT"), "cat", 2),
        (("cat", "dog", "="), "=", 0),
        (("cat", "dog", '"a,b"'), '"a,b"', 0),
        (WHOLE, "1", 0),
        (WHOLE, "1.0", 0),
        (WHOLE, "+1", 0),
        (WHOLE, " 1e0", 0),
        (WHOLE, "01", 0),
        (WHOLE, "10.00", 2),
        (WHOLE, "1e1", 2),
        (WHOLE, '"2"', 1),
        (WHOLE, "3", 3),
        (WHOLE, "-7", 3),
        (("1.5", "2", "-3"), "1.50", 1),
        (("1.5", "2", "-3"), "-3.0", 0),
        (("1.5", "2", "-3"), "0.73", 3),
        (("0", "-0.0", "1"), "-0", 0),
        (("0.10", "0.1", "1e-1"), ".1", 0),
        (("1", "1.0", "01x"), "1.0", 2),
        (("007", "7", "8"), "7", 1),
        (("007", "7", "8"), "007", 0),
        (("007", "7", "8"), "8.0", 3),
        (("-01", "7", "8"), "7.0", 3),
        (("1", "2", "nan"), "1.0", 3),
        (("1", "2", "1e400"), "1.0", 3),
        (("1", "2", "٣"), "1.0", 3),
        (("True", "False", "TRUE"), "true", 1),
        (("True", "False", "TRUE"), "FALSE", 0),
        (("true", "true", "true"), "True", 0),
        (("True", "False", "maybe"), "true", 3),
    ],
)
def test_a_label_is_the_class_that_it_names(classes: tuple[str, ...], cell: str, code: int) -> None:
    file = "id,x\n" + "".join(f"{row},{label}\n" for row, label in enumerate(classes[:-1])) + f"2,{cell}\n"
    assert cells(labels(*classes), file)[2] == code


@pytest.mark.parametrize(
    ("classes", "cell", "wrong"),
    [
        (WHOLE, "0.73", "invalid_label 4 x"),
        (WHOLE, "cat", "invalid_label 4 x"),
        (WHOLE, "nan", "invalid_label 4 x"),
        (WHOLE, "inf", "invalid_label 4 x"),
        (WHOLE, "1e400", "invalid_label 4 x"),
        (WHOLE, "0x1", "invalid_label 4 x"),
        (WHOLE, "1_0", "invalid_label 4 x"),
        (WHOLE, "١", "invalid_label 4 x"),
        (WHOLE, "True", "invalid_label 4 x"),
        (WHOLE, '"1\n"', "invalid_label 4 x"),
        (WHOLE, '"1,0"', "invalid_label 4 x"),
        (WHOLE, "", "null_value 4 x"),
        (WHOLE, '" "', "null_value 4 x"),
        (("1.5", "2", "3"), "NA", "invalid_label 4 x"),
        (("cat", "dog", "cat"), "", "null_value 4 x"),
        (("cat", "dog", "cat"), " \t", "null_value 4 x"),
        (("cat", "dog", "cat"), '""', "null_value 4 x"),
        (("True", "False", "True"), "", "null_value 4 x"),
        (("True", "False", "True"), "1", "invalid_label 4 x"),
        (("True", "False", "True"), "T", "invalid_label 4 x"),
        (("True", "False", "True"), "yes", "invalid_label 4 x"),
        (("cat", "dog", "cat"), "c" * 1025, "too_large 4 x"),
        (WHOLE, "1" * 1025, "too_large 4 x"),
    ],
)
def test_what_can_be_no_class_is_refused(classes: tuple[str, ...], cell: str, wrong: str) -> None:
    file = "id,x\n" + "".join(f"{row},{label}\n" for row, label in enumerate(classes[:-1])) + f"2,{cell}\n"
    assert wrongs(labels(*classes), file) == [wrong]


BINARY = {
    "numbers": "id,x\na,0\nb,1\nc,1\n",
    "truths": "id,x\na,False\nb,True\nc,TRUE\n",
    "words": "id,x\na,no\nb,yes\nc,yes\n",
}


@pytest.mark.parametrize(
    ("truth", "cell", "value"),
    [
        ("numbers", "1", True),
        ("numbers", "1.0", True),
        ("numbers", "0", False),
        ("numbers", "-0", False),
        ("truths", "true", True),
        ("truths", "FALSE", False),
        ("words", "yes", True),
        ("words", " no", False),
    ],
)
def test_one_of_two_classes_is_read_as_true_or_false(truth: str, cell: str, value: bool) -> None:
    key = competition(BINARY[truth], "f1", **({"positive": "yes"} if truth == "words" else {}))
    label = BINARY[truth].split()[1:]
    assert cells(key, "id,x\n" + f"{label[0]}\n{label[1]}\nc,{cell}\n") == [False, True, value]


@pytest.mark.parametrize(
    ("truth", "cell"),
    [
        ("numbers", "2"), ("numbers", "0.5"), ("numbers", "nan"), ("numbers", "True"), ("numbers", "yes"),
        ("truths", "1"), ("truths", "yes"), ("words", "Yes"), ("words", "maybe"), ("words", "1"),
    ],
)  # fmt: skip
def test_a_third_label_is_refused_where_there_are_two(truth: str, cell: str) -> None:
    key = competition(BINARY[truth], "f1", **({"positive": "yes"} if truth == "words" else {}))
    label = BINARY[truth].split()[1:]
    assert wrongs(key, "id,x\n" + f"{label[0]}\n{label[1]}\nc,{cell}\n") == ["invalid_label 4 x"]


@pytest.mark.parametrize(
    ("classes", "remedy"),
    [
        (WHOLE, "Write the class as a whole number, as in the sample submission; a probability is not a class."),
        (("True", "False", "True"), "Write True or False."),
        (
            ("1.5", "2.5", "1.5"),
            "Write the class exactly as in the training data and in the sample submission.",
        ),
    ],
)
def test_the_remedy_tells_how_classes_are_written(classes: tuple[str, ...], remedy: str) -> None:
    (problem,) = problems(labels(*classes), f"id,x\n0,{classes[0]}\n1,{classes[1]}\n2,?\n")
    assert (problem.message, problem.remedy) == ("‘?’ is not one of the classes.", remedy)


@pytest.mark.parametrize("word", ["", "k"])
@pytest.mark.parametrize("last", ["5", "+5"])
def test_ten_thousand_labels_that_are_no_class_pass_and_no_more(word: str, last: str) -> None:
    for strange, wrong in ((MOST_STRANGE_LABELS, []), (MOST_STRANGE_LABELS + 1, ["invalid_label"])):
        predicted = [f"{word}{100 + row}" for row in range(strange)] + [f"{word}{last}"]
        key = competition("id,x\n" + "".join(f"{row},{word}5\n" for row in range(len(predicted))), "accuracy")
        if word and last == "+5":
            predicted[-1] = "k5"
            predicted.reverse()
        assert wrongs(key, "id,x\n" + "".join(f"{row},{label}\n" for row, label in enumerate(predicted))) == wrong


def test_classes_that_are_columns_are_named_as_people_write_them() -> None:
    key = competition("id,x\na,1.0\nb,10000000000000000\nc,0.1\nd,-0.0\ne,1e300\n", "multi_logloss")
    assert key.expected.header == ("id", "0", "0.1", "1", "10000000000000000", "1e+300")


@pytest.mark.parametrize(
    ("label", "place"), [("1", 0), ("1.0", 0), ("2", 1), ("3", None), ("one", None), ("", None), ("nan", None)]
)
def test_a_setting_names_a_number_as_people_write_it(label: str, place: int | None) -> None:
    assert classes_of(pa.array(["1", "2"]))[0].code(label) == place


@pytest.mark.parametrize(("label", "place"), [("TRUE", 1), (" false", 0), ("1", None)])
def test_a_setting_names_a_truth_value_in_any_case(label: str, place: int | None) -> None:
    assert classes_of(pa.array(["True", "False"]))[0].code(label) == place
