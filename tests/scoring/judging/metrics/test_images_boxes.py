"""Average precision of boxes, against COCOeval of pycocotools."""

import contextlib
import io
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judging.metrics.images.boxes import Boxes, predicted_boxes, true_boxes
from scoring.judging.metrics.images.catalogue import METRICS
from scoring.judging.metrics.images.coco_map import COCO_MAP
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import FormatError, HostError
from tests.scoring.judging.metrics.cells import example_score, objects, score

SQUARE = "0 0 10 10"
BOX = st.tuples(st.sampled_from("abc"), *[st.integers(0, 6)] * 2, *[st.integers(1, 6)] * 2)
IMAGES = st.lists(st.lists(BOX, max_size=4), min_size=1, max_size=4).filter(any)


def written(box: Sequence[Any], confidence: str = "") -> str:
    label, x, y, width, height = box
    return f"{label} {confidence} {x} {y} {x + width} {y + height}"


def random_cells(
    dice: random.Random, images: int, *, most: int, labels: str, size: int, digits: int | None = None
) -> list[str]:
    """Small whole corners, so that equal boxes and overlaps of exactly 0.5, 0.6 … are common."""
    return [
        " ".join(
            written(
                [dice.choice(labels), *dice.choices(range(size), k=2), *dice.choices(range(1, size), k=2)],
                confidence="" if digits is None else str(round(dice.random(), digits)),
            )
            for _ in range(dice.randrange(most + 1))
        )
        for _ in range(images)
    ]


def annotations(images: list[Boxes], codes: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "id": image * 1000 + place + 1,
            "image_id": image,
            "category_id": codes[label],
            "bbox": [x1, y1, x2 - x1, y2 - y1],
            "area": (x2 - x1) * (y2 - y1),
            "iscrowd": 0,
            "score": confidence,
        }
        for image, boxes in enumerate(images)
        for place, (label, confidence, (x1, y1, x2, y2)) in enumerate(
            zip(boxes.labels, boxes.confidences.tolist(), boxes.corners.tolist(), strict=True)
        )
        if label in codes
    ]


def by_pycocotools(true: list[str], predicted: list[str]) -> float:
    truths, found = [true_boxes(cell) for cell in true], [predicted_boxes(cell) for cell in predicted]
    codes = {label: code for code, label in enumerate(sorted({label for boxes in truths for label in boxes.labels}))}
    sides = []
    with contextlib.redirect_stdout(io.StringIO()):
        for images in (truths, found):
            side = library("pycocotools.coco").COCO()
            side.dataset = {
                "images": [{"id": image} for image in range(len(images))],
                "categories": [{"id": code} for code in codes.values()],
                "annotations": annotations(images, codes),
            }
            side.createIndex()
            sides.append(side)
        evaluation = library("pycocotools.cocoeval").COCOeval(*sides, "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return float(evaluation.stats[0])


@pytest.mark.parametrize("seed", range(60))
def test_it_agrees_with_pycocotools(seed: int) -> None:
    dice = random.Random(seed)
    images, size, labels = dice.randrange(1, 6), dice.randrange(2, 9), dice.choice(["a", "ab", "abc"])
    true = ["a 0 0 1 1", *random_cells(dice, images, most=6, labels=labels, size=size)]
    most, digits = dice.choice([6, 40]), dice.choice([0, 1, 6])
    predicted = [
        f"a 0.5 {SQUARE}",
        *random_cells(dice, images, most=most, labels=labels + "z", size=size, digits=digits),
    ]
    assert score(COCO_MAP, true, predicted) == pytest.approx(by_pycocotools(true, predicted), rel=1e-9, abs=1e-12)


def test_only_the_hundred_most_confident_boxes_of_an_image_and_class_count() -> None:
    wrong = " ".join(f"a 0.9 {place} 50 {place + 1} 51" for place in range(99))
    right = f"a 0.8 {SQUARE}"
    true = [f"a {SQUARE} b {SQUARE}"]
    for predicted in (f"{right} {wrong}", f"{wrong} a 0.85 5 5 6 6 {right} b 0.1 {SQUARE}"):
        assert score(COCO_MAP, true, [predicted]) == pytest.approx(by_pycocotools(true, [predicted]), rel=1e-9)
    assert score(COCO_MAP, true, [f"{right} {wrong}"]) == pytest.approx(1 / 100 / 2)
    assert score(COCO_MAP, true, [f"{right} {wrong} a 0.85 5 5 6 6 b 0.1 {SQUARE}"]) == 1 / 2


def test_the_example_holds() -> None:
    assert example_score(COCO_MAP) == pytest.approx(COCO_MAP.example.value, rel=1e-12)
    assert COCO_MAP in METRICS


def test_boxes_of_more_than_ten_thousand_million_pixels_count() -> None:
    assert score(COCO_MAP, ["a 0 0 1e6 1e6"], ["a 1 0 0 1e6 1e6"]) == 1


def test_any_finite_confidence_ranks_the_boxes() -> None:
    true = [f"a {SQUARE}"]
    assert score(COCO_MAP, true, [f"a -3e300 {SQUARE} a -4e300 5 5 6 6"]) == 1
    assert score(COCO_MAP, true, [f"a -3e300 {SQUARE} a 4e300 5 5 6 6"]) == pytest.approx(1 / 2)


def test_a_box_found_twice_is_right_once() -> None:
    true = [f"a {SQUARE} a 20 20 30 30"]
    predicted = f"a 0.9 {SQUARE} a 0.8 {SQUARE} a 0.7 20 20 30 30"
    assert score(COCO_MAP, true, [predicted]) == pytest.approx((51 + 50 * 2 / 3) / 101)


def test_a_class_that_only_predictions_hold_changes_nothing() -> None:
    assert score(COCO_MAP, [f"a {SQUARE}"], [f"a 0.5 {SQUARE} z 0.9 {SQUARE}"]) == 1


def test_nothing_predicted_is_zero() -> None:
    assert score(COCO_MAP, [f"a {SQUARE}", ""], ["", " "]) == 0


def test_labels_are_texts() -> None:
    assert score(COCO_MAP, [f"1 {SQUARE}"], [f"1.0 1 {SQUARE}"]) == 0


def test_answers_without_a_box_are_the_hosts_fault() -> None:
    assert COCO_MAP.answers_fault is not None
    assert COCO_MAP.answers_fault(target=objects([true_boxes(""), true_boxes(f"a {SQUARE}")])) is None
    assert COCO_MAP.answers_fault(target=objects([true_boxes("")])) == (
        "The answers of this part hold no box, so no class can be scored."
    )
    with pytest.raises(HostError, match="no box"):
        score(COCO_MAP, [""], [f"a 0.5 {SQUARE}"])


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("-", "6 values a box"),
        (f"a {SQUARE}", "label confidence x1 y1 x2 y2"),
        (f"0.5 a {SQUARE}", "plain number"),
        ("a 0.5 0 0 1 nan", "plain number"),
        ("a 0.5 0 0 1 inf", "plain number"),
        ("a 0.5 0 0 1 1_0", "plain number"),
        ("a 0.5 0 0 1 ٣", "plain number"),
        ("a 0.5 0 0 1 " + "1" * 100_000 + "x", "plain number"),
        (f"a 1e400 {SQUARE}", "too large"),
        ("a 0.5 0 0 1 1e400", "too large"),
        ("a 0.5 0 0 1 1e10", "1,000,000,000"),
        ("a 0.5 -1e10 0 1 1", "1,000,000,000"),
        ("a 0.5 0 0 0 1", "x2 larger than x1"),
        ("a 0.5 0 1 1 0", "y2 larger than y1"),
        ("a 0.5 1 1 0 0", "x2 larger than x1"),
        ("a 0.5 0 0 1e-200 1e-200", "x2 larger than x1"),
    ],
    ids=lambda text: text[:12],
)
def test_a_cell_that_lists_no_boxes_is_refused(cell: str, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        predicted_boxes(cell)


def test_true_boxes_have_no_confidence() -> None:
    with pytest.raises(FormatError, match="label x1 y1 x2 y2"):
        true_boxes(f"a 0.5 {SQUARE}")


def test_the_numbers_of_a_box_are_read_exactly() -> None:
    boxes = predicted_boxes("a .1 +1.5E0 -2. 3.0000000000000004 1e-320")
    assert boxes.confidences.tolist() == [0.1]
    assert boxes.corners.tolist() == [[1.5, -2.0, 3.0000000000000004, 1e-320]]


def test_a_cell_of_ten_thousand_boxes_is_scored() -> None:
    cell = " ".join(f"a 0.{place} {SQUARE}" for place in range(10_000))
    assert score(COCO_MAP, [f"a {SQUARE}"], [cell]) == 1


@settings(deadline=None, max_examples=50)
@given(IMAGES)
def test_the_truth_itself_is_best(images: list[list[Any]]) -> None:
    true = [" ".join(written(box) for box in dict.fromkeys(boxes)) for boxes in images]
    predicted = [" ".join(written(box, "0.5") for box in dict.fromkeys(boxes)) for boxes in images]
    assert score(COCO_MAP, true, predicted) == 1


@settings(deadline=None, max_examples=50)
@given(IMAGES, st.randoms(use_true_random=False))
def test_row_order_matters_only_where_confidences_are_equal(images: list[list[Any]], dice: random.Random) -> None:
    confidences = iter(dice.sample(range(100), 16))
    rows = [
        (
            " ".join(written(box) for box in boxes),
            " ".join(written([*box[:3], 2, 3], str(next(confidences))) for box in boxes),
        )
        for boxes in images
    ]
    mixed = dice.sample(rows, len(rows))
    scores = [score(COCO_MAP, *([*side] for side in zip(*order, strict=True))) for order in (rows, mixed)]
    assert scores[0] == pytest.approx(scores[1], rel=1e-12)
