"""Masks as runs of pixels, against pycocotools and against masks drawn pixel by pixel."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judging.arrays import Array, Booleans
from scoring.judging.metrics.images.dice_global import DICE_GLOBAL
from scoring.judging.metrics.images.dice_mean import DICE_MEAN
from scoring.judging.metrics.images.iou_mean import IOU_MEAN
from scoring.judging.metrics.images.runs import mask
from scoring.judging.metrics.libraries import library
from scoring.judging.metrics.metric import FormatError, Metric
from scoring.judging.problems import Category
from tests.scoring.judging.metrics.cells import column, example_score, score

METRICS = [DICE_MEAN, DICE_GLOBAL, IOU_MEAN]
HEIGHT, WIDTH = 7, 5
PICTURES = st.lists(
    st.tuples(*[st.integers(0, 2 ** (HEIGHT * WIDTH) - 1).map(lambda bits: cell(drawn(bits)))] * 2),
    min_size=1,
    max_size=4,
)


def drawn(bits: int) -> Booleans:
    pixels = [bool(bits >> place & 1) for place in range(HEIGHT * WIDTH)]
    return np.array(pixels).reshape((HEIGHT, WIDTH), order="F")


def cell(picture: Booleans) -> str:
    """Written pixel by pixel, to be sure of the order: down the first column, then down the second."""
    pixels = [0, *(int(pixel) for column in picture.T for pixel in column), 0]
    starts = [place for place in range(1, len(pixels)) if pixels[place] > pixels[place - 1]]
    ends = [place for place in range(1, len(pixels)) if pixels[place] < pixels[place - 1]]
    return " ".join(f"{start} {end - start}" for start, end in zip(starts, ends, strict=True)) or "-"


def scored(metric: Metric, true: list[str], predicted: list[str], *, side: str = "9") -> float:
    return score(metric, true, [side] * len(true), [side] * len(true), predicted)


def arrays(true: list[str], predicted: list[str], height: float, width: float) -> dict[str, Array]:
    cells = [true, [str(height)] * len(true), [str(width)] * len(true), predicted]
    return {role.name: column(role, each) for role, each in zip(DICE_MEAN.roles, cells, strict=True)}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_the_example_holds(metric: Metric) -> None:
    assert example_score(metric) == pytest.approx(metric.example.value, rel=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_masks_agree_with_pycocotools(seed: int) -> None:
    coco = library("pycocotools.mask")
    dice = np.random.default_rng(seed)
    shape = tuple(dice.integers(1, 40, 2))
    share = dice.random()
    pictures = dice.random((2, 6, *shape)) < share
    true, predicted = ([coco.encode(np.asfortranarray(picture, np.uint8)) for picture in side] for side in pictures)
    ious = np.array([coco.iou([p], [t], [0])[0, 0] if coco.area(coco.merge([p, t])) else 1.0
                     for t, p in zip(true, predicted, strict=True)])  # fmt: skip
    both = np.array([coco.area(coco.merge([t, p], intersect=True)) for t, p in zip(true, predicted, strict=True)])
    sizes = np.array([coco.area(t) + coco.area(p) for t, p in zip(true, predicted, strict=True)], np.float64)
    dices = np.divide(2.0 * both, sizes, out=np.ones(6), where=sizes > 0)
    cells = [[cell(picture) for picture in side] for side in pictures]
    assert scored(IOU_MEAN, *cells, side="40") == pytest.approx(ious.mean(), rel=1e-12)
    assert scored(DICE_MEAN, *cells, side="40") == pytest.approx(dices.mean(), rel=1e-12)
    assert scored(DICE_GLOBAL, *cells, side="40") == pytest.approx(2 * both.sum() / sizes.sum(), rel=1e-12)


def test_runs_go_down_the_columns() -> None:
    picture = np.zeros((3, 4), np.bool_)
    picture[:2, 1] = True
    assert cell(picture) == "4 2"


def test_two_empty_masks_agree_and_one_does_not() -> None:
    for metric in (DICE_MEAN, IOU_MEAN):
        assert scored(metric, ["-"], [""]) == 1
        assert scored(metric, ["-"], ["1 1"]) == 0
        assert scored(metric, ["1 1"], [" - "]) == 0
    assert scored(DICE_GLOBAL, ["-", ""], ["", "-"]) == 1
    assert scored(DICE_GLOBAL, ["-", "-"], ["1 1", "-"]) == 0


def test_the_global_dice_pools_pixels() -> None:
    true, predicted = ["1 10", "1 2"], ["1 10", "3 2"]
    assert scored(DICE_GLOBAL, true, predicted) == 20 / 24
    assert scored(DICE_MEAN, true, predicted) == 1 / 2


def test_runs_may_touch_and_come_in_any_order() -> None:
    assert scored(IOU_MEAN, ["1 6"], ["5 2 1 2 3 2"]) == 1


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("1", "odd count"),
        ("1 2 3", "odd count"),
        ("1 2.0", "whole numbers"),
        ("1 two", "whole numbers"),
        ("1,2", "whole numbers"),
        ("-1", "whole numbers"),
        ("- -", "whole numbers"),
        ("1 1_0", "whole numbers"),
        ("١ ٢", "whole numbers"),
        ("0 4", "counted from 1"),
        ("3 0", "length 0"),
        ("1 3 3 1", "overlap"),
        ("3 1 1 3", "overlap"),
        ("2 2 2 2", "overlap"),
        ("1 " + "9" * 30, "more than 18 digits"),
        ("9" * 131_070 + " 1", "more than 18 digits"),
    ],
    ids=lambda text: text[:12],
)
def test_a_cell_that_is_no_mask_is_refused(cell: str, complaint: str) -> None:
    with pytest.raises(FormatError, match=complaint):
        mask(cell)


def test_runs_past_the_end_of_the_image_are_named() -> None:
    columns = arrays(["1 1"] * 4, ["36 1", "35 1", "30 7", "-"], HEIGHT, WIDTH)
    for metric in METRICS:
        assert metric.faults is not None
        (fault,) = metric.faults(**columns)
        assert fault.category is Category.INVALID_FORMAT
        assert fault.places.tolist() == [0, 2]
        assert fault.message == "The mask runs past the end of its image."


def test_the_largest_image_holds_any_mask() -> None:
    columns = arrays(["1 1"], [f"{'9' * 18} {'9' * 18}"], 1e300, 1e300)
    assert DICE_MEAN.faults is not None
    assert [fault.places.tolist() for fault in DICE_MEAN.faults(**columns)] == [[]]


@pytest.mark.parametrize(
    ("mask", "height", "width", "fault"),
    [
        ("30 6", HEIGHT, WIDTH, None),
        ("30 7", HEIGHT, WIDTH, "A true mask runs past the end of its image, which has height × width pixels."),
        ("1 1", 1.5, 2, "The height and the width of an image must be whole numbers."),
        ("1 1", 2, 1.5, "The height and the width of an image must be whole numbers."),
    ],
)
def test_answers_must_fit_their_images(mask: str, height: float, width: float, fault: str | None) -> None:
    columns = arrays([mask], ["-"], height, width)
    del columns["prediction"]
    for metric in METRICS:
        assert metric.answers_fault is not None
        assert metric.answers_fault(**columns) == fault


def test_huge_images_cost_nothing_and_are_exact() -> None:
    # 10¹⁰ pixels, where pycocotools counts in 32 bits.
    half = 5 * 10**9
    assert scored(IOU_MEAN, [f"1 {half}"], [f"{half} {half}"], side="100000") == 1 / (2 * half - 1)


def test_a_cell_of_half_a_million_runs_is_compared() -> None:
    true, predicted = (" ".join(f"{3 * run + first} 2" for run in range(500_000)) for first in (1, 2))
    assert scored(DICE_MEAN, [true], [predicted], side="2000") == 1 / 2


@settings(deadline=None, max_examples=50)
@given(PICTURES)
def test_the_truth_itself_is_best_and_no_score_leaves_its_bounds(rows: list[tuple[str, str]]) -> None:
    true, predicted = ([*side] for side in zip(*rows, strict=True))
    for metric in METRICS:
        assert scored(metric, true, true) == metric.best
        assert metric.worst <= scored(metric, true, predicted) <= metric.best


@settings(deadline=None, max_examples=50)
@given(PICTURES, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_runs_matters(rows: list[tuple[str, str]], dice: random.Random) -> None:
    def shuffled(mask: str) -> str:
        runs = list(zip(mask.split()[::2], mask.split()[1::2], strict=False))
        return " ".join(f"{start} {length}" for start, length in dice.sample(runs, len(runs))) or mask

    mixed = [(shuffled(true), shuffled(predicted)) for true, predicted in dice.sample(rows, len(rows))]
    for metric in METRICS:
        scores = [scored(metric, *([*side] for side in zip(*order, strict=True))) for order in (rows, mixed)]
        assert scores[0] == pytest.approx(scores[1], rel=1e-12)
