"""What people do to find out answers from the scores of a public board, against a board that shows so many decimals.

The attacker is given more than anybody has: which rows are public, and how many."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from scoring.judging.arrays import Array, Floats
from scoring.judging.metrics.binary.logloss import losses
from scoring.judging.metrics.binary.ordering import auc
from scoring.judging.standings import display

Truth = Array  # of 0 and 1
Score = Callable[[Truth, Array], float]


@dataclass
class Board:
    """Scores the public rows, shows so many decimals, and counts the files."""

    truth: Truth
    score: Score
    digits: int = 4
    files: int = 0

    def shown(self, file: Array) -> float:
        self.files += 1
        return float(display(self.score(self.truth, file), self.digits))

    @property
    def rows(self) -> int:
        return len(self.truth)

    @property
    def step(self) -> float:
        return 10.0**-self.digits


def accuracy(truth: Truth, labels: Array) -> float:
    return float(np.mean(truth == labels))


def logloss(clip: float) -> Score:
    """`clip` as a host may state it; the catalogue's own is 1e-15."""
    return lambda truth, share: float(losses(truth == 1, np.clip(share, clip, 1 - clip)).mean())


def area(truth: Truth, values: Array) -> float:
    return auc(truth == 1, values.astype(np.float64))


def log_odds_files(rows: int, reach: float, weights: int) -> Iterator[tuple[Array, Floats]]:
    """Which rows each file asks about, and the file. Log-odds are halved from row to row; all others are even. Near 0,
    where small shares are exact, and not near 1."""
    for begin in range(0, rows - weights + 1, weights):
        asked = np.arange(begin, begin + weights)
        file = np.full(rows, 0.5)
        file[asked] = 1 / (1 + np.exp(reach / 2.0 ** np.arange(weights)))
        yield asked, file


def decode_log_loss(board: Board, clip: float, files: int) -> dict[int, int]:
    """Whitehill (2017): a label moves the sum of the losses by its row's log-odds, so a score is a binary number."""
    reach = float(np.log((1 - clip) / clip))
    weights = int(np.floor(np.log2(reach / (board.rows * board.step)))) + 1
    known: dict[int, int] = {}
    for _, (asked, file) in zip(range(files), log_odds_files(board.rows, reach, weights), strict=False):
        heights = np.log1p(-file[asked]) - np.log(file[asked])
        flat = losses(np.zeros(board.rows, bool), file).sum()  # as if every answer were 0
        told = (board.rows * (board.shown(file) + board.step / 2) - flat) / heights[-1]
        bits = int(np.clip(round(float(told)), 0, 2**weights - 1))
        known |= {int(row): bits >> (weights - 1 - place) & 1 for place, row in enumerate(asked)}
    return known


def flip_one_by_one(board: Board, files: int) -> dict[int, int]:
    """Whether the score rises when one row says 1 instead of 0."""
    file = np.zeros(board.rows, np.int32)
    before, known = board.shown(file), {}
    for row in range(files - 1):
        asked = file.copy()
        asked[row] = 1
        known[row] = int(board.shown(asked) > before)
    return known


def climb(board: Board, files: int, dice: np.random.Generator) -> Array:
    """Keeps each changed row that did not make it worse."""
    file = dice.integers(0, 2, board.rows)
    best = board.shown(file)
    for _ in range(files - 1):
        tried = file.copy()
        row = dice.integers(board.rows)
        tried[row] = 1 - tried[row]
        if (found := board.shown(tried)) >= best:
            file, best = tried, found
    return file


def majority(board: Board, everything: int, files: int, dice: np.random.Generator) -> Array:
    """Blum and Hardt (2015): random files, of which those above one half vote. Over all rows, private ones too."""
    votes = np.zeros(everything)
    for _ in range(files):
        file = dice.integers(0, 2, everything)
        votes += (2 * file - 1) * (1 if board.shown(file[: board.rows]) > 0.5 else -1)
    return (votes > 0).astype(np.int32)


def bisect(board: Board, count: Callable[[Array], int], rows: range) -> dict[int, int]:
    """`count` tells how many ones are among some rows, for one score."""
    known: dict[int, int] = {}
    open_halves = [(rows, count(np.array(rows)))]
    while open_halves:
        half, ones = open_halves.pop()
        if ones in {0, len(half)}:
            known |= dict.fromkeys(half, int(ones > 0))
            continue
        left, right = half[: len(half) // 2], half[len(half) // 2 :]
        in_left = count(np.array(left))
        open_halves += [(left, in_left), (right, ones - in_left)]
    return known


def counter_by_accuracy(board: Board) -> Callable[[Array], int]:
    zeros = board.shown(np.zeros(board.rows, np.int32))

    def count(asked: Array) -> int:
        file = np.zeros(board.rows, np.int32)
        file[asked] = 1
        return (round(board.rows * (board.shown(file) - zeros)) + len(asked)) // 2

    return count


def counter_by_area(board: Board, positives: int) -> Callable[[Array], int]:
    """Rows at the top: the area is ½ + (ones / positives − zeros / negatives) / 2. The attacker is told how many ones
    there are."""
    negatives = board.rows - positives

    def count(asked: Array) -> int:
        file = np.zeros(board.rows)
        file[asked] = 1.0
        lift = 2 * (board.shown(file) + board.step / 2) - 1 + len(asked) / negatives
        return round(lift / (1 / positives + 1 / negatives))

    return count


def weigh(count: Callable[[Array], int], size: int) -> dict[int, int]:
    """Lindström (1965): 2^k − 1 counts tell k · 2^(k−1) labels. The counts are taken for the subsets of k things; a row
    belongs to a subset `own` and is in the count of `other` if their intersection is one of `2^j` chosen odd ones. In
    the alternating sum over all subsets of `own` only the rows of `own` and of what contains it remain."""
    subsets = [frozenset(each) for length in range(size + 1) for each in combinations(range(size), length)]
    rows = [(own, place) for own in subsets for place in range(len(own))]
    chosen = {(own, place): set(odd_subsets(own)[: 2**place]) for own, place in rows}

    def weighs(row: int, other: frozenset[int]) -> bool:
        return other & rows[row][0] in chosen[rows[row]]

    counts = {
        other: count(np.array([row for row in range(len(rows)) if weighs(row, other)])) for other in subsets if other
    }
    counts[frozenset()] = 0
    known: dict[int, int] = {}
    for own in sorted((each for each in subsets if each), key=len, reverse=True):
        left = {
            inner: counts[inner] - sum(label for row, label in known.items() if weighs(row, inner))
            for inner in inside(own)
        }
        total = sum((-1) ** (len(inner) + 1) * value for inner, value in left.items())
        mine = [row for row, (of, _) in enumerate(rows) if of == own]
        known |= {row: total >> place & 1 for place, row in enumerate(mine)}
    return known


def inside(own: frozenset[int]) -> list[frozenset[int]]:
    return [frozenset(each) for each in chain.from_iterable(combinations(sorted(own), k) for k in range(len(own) + 1))]


def odd_subsets(own: frozenset[int]) -> list[frozenset[int]]:
    return [each for each in inside(own) if len(each) % 2]
