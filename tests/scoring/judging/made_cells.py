"""Cells that fit the roles of a metric. The first rows of a part are such that both classes, all classes, different
values … occur in it."""

from collections.abc import Callable, Mapping
from random import Random

from scoring.judging.metrics.metric import Kind, Metric, Role

Columns = Mapping[str, tuple[str, ...]]
Cells = dict[str, str]
CLASSES = ("bird", "cat", "dog")
WORDS = ("the", "cat", "sat", "on", "a", "warm", "mat")
SIDE = 20  # of every image
Make = Callable[[Random, int], str]


def several_words(random: Random, least: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(least, 7)))


def mask(random: Random) -> str:
    starts = random.sample(range(0, SIDE * SIDE, 10), random.randint(0, 4))
    return " ".join(f"{start + 1} {random.randint(1, 10)}" for start in sorted(starts)) or "-"


def boxes(random: Random, *, confident: bool) -> str:
    found = []
    for label in random.sample(CLASSES, random.randint(1, 2)):
        x, y = random.randint(0, 9), random.randint(0, 9)
        confidence = f" {random.random():.3f}" if confident else ""
        found.append(f"{label}{confidence} {x} {y} {x + random.randint(5, 9)} {y + random.randint(5, 9)}")
    return " ".join(found)


TEXTS: dict[str, tuple[Make, Make]] = {
    "items": (lambda r, n: " ".join(r.sample(WORDS, r.randint(1, 3))), lambda r, n: several_words(r, 1)),
    "words": (lambda r, n: several_words(r, 0), lambda r, n: several_words(r, 0)),
    "one_item": (lambda r, n: r.choice(WORDS), lambda r, n: r.choice(WORDS)),
    "mask": (lambda r, n: mask(r), lambda r, n: mask(r)),
    "true_boxes": (lambda r, n: boxes(r, confident=False), lambda r, n: boxes(r, confident=False)),
    "predicted_boxes": (lambda r, n: boxes(r, confident=True), lambda r, n: boxes(r, confident=True)),
    "": (lambda r, n: several_words(r, 4), lambda r, n: several_words(r, 0)),
}


def number(role: Role, random: Random) -> str:
    low, high = max(role.low, role.above + 0.01, 0.0), min(role.high, 9.0)
    return f"{random.uniform(low, high):.3f}"


def true_row(metric: Metric, columns: Columns, random: Random, place: int) -> Cells:
    """One row of the answers, the so manieth of its part."""
    if metric.id == "kl_divergence":
        return shares(columns["target"], random)
    return {name: true_cell(metric, role, random, place) for role in metric.answers for name in columns[role.name]}


def true_cell(metric: Metric, role: Role, random: Random, place: int) -> str:
    if role.kind is Kind.TEXT:
        return TEXTS[form(role)][0](random, place)
    if role.kind is Kind.NUMBER:
        return true_number(metric, role, random)
    return {
        Kind.BINARY: str(int(place == 0 or (place % 3 == 0 and random.random() < 0.7))),
        Kind.RATING: str(1 + place) if place < 2 else str(random.randint(1, 5)),
        Kind.LABEL: CLASSES[place] if place < len(CLASSES) else random.choice(CLASSES),
        Kind.CLASS: CLASSES[place] if place < len(CLASSES) else random.choice(CLASSES),
    }[role.kind]


def true_number(metric: Metric, role: Role, random: Random) -> str:
    if role.name in ("height", "width"):
        return str(SIDE)
    if metric.id == "crps_cdf":
        return str(random.randint(0, 2))
    return f"{random.uniform(0.5, min(role.high, 9.0)):.3f}"


def form(role: Role) -> str:
    return role.parse.__name__ if role.parse else ""


def shares(names: tuple[str, ...], random: Random) -> Cells:
    """Numbers that sum to 1, exactly as they are written."""
    first = random.randint(1, 90)
    second = random.randint(1, 99 - first)
    parts = (first, second, 100 - first - second)
    return {name: f"{part / 100:.2f}" for name, part in zip(names, parts, strict=True)}


def predicted_row(metric: Metric, columns: Columns, random: Random, truth: Cells | None) -> Cells:
    """One row of a submission: the best that can be said where the truth is told, else anything."""
    if truth is not None:
        return {name: best_cell(metric, name, truth) for role in metric.predictions for name in columns[role.name]}
    if metric.id == "kl_divergence":
        return shares(columns["prediction"], random)
    if metric.id == "crps_cdf":
        steps = sorted(random.random() for _ in columns["prediction"])
        return {name: f"{step:.3f}" for name, step in zip(columns["prediction"], steps, strict=True)}
    return {name: predicted_cell(role, random) for role in metric.predictions for name in columns[role.name]}


def predicted_cell(role: Role, random: Random) -> str:
    if role.kind is Kind.TEXT:
        return TEXTS[form(role)][1](random, 0)
    if role.kind is Kind.BINARY:
        return str(random.randint(0, 1))
    if role.kind is Kind.LABEL:
        return random.choice(CLASSES)
    return str(random.randint(1, 5)) if role.kind is Kind.RATING else number(role, random)


def best_cell(metric: Metric, name: str, truth: Cells) -> str:
    if name in CLASSES:
        return str(int(truth["target"] == name))
    special: Callable[[], str] = {
        "concordance_index": lambda: str(-float(truth["time"])),
        "crps_cdf": lambda: str(int(int(name[1:]) >= float(truth["target"]))),
        "crps_gaussian": lambda: truth["target"] if name == "mu" else "1e-12",
        "laplace_ll": lambda: truth.get(name, "70"),
        "coco_map": lambda: with_confidence(truth["target"]),
    }.get(metric.id, lambda: truth[name])
    return special()


def with_confidence(boxes: str) -> str:
    return " ".join(word if place % 5 else f"{word} 1" for place, word in enumerate(boxes.split()))
