"""The final board from what every team sent: plain values in, plain values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from scoring.judging.standings import Entry, in_order, standings
from scoring.rules.selection import Candidate, Selection, Way, by_public, select


class Part(Enum):
    """How a team takes part in the ranking."""

    RANKED = "ranked"
    BENCHMARK = "benchmark"  # on the board, between the ranks
    DISQUALIFIED = "disqualified"  # at the end, without a rank


@dataclass(frozen=True, eq=False)
class Contender:
    team: int
    part: Part
    counted: list[Candidate]


@dataclass(frozen=True)
class Line:
    team: int
    position: int
    rank: int | None
    public_rank: int | None
    best_public: float
    selection: Selection


def final_board(contenders: Sequence[Contender], way: Way, *, shared: bool) -> list[Line]:
    """Best first. A team of which nothing counts has no line."""
    chosen = {contender: selection for contender in contenders if (selection := select(contender.counted, way))}
    bests = {contender: by_public(contender.counted, way.direction)[0] for contender in chosen}
    finals = [_final(contender, selection) for contender, selection in chosen.items()]
    publics = [Entry(contender, best.public, best.moment) for contender, best in bests.items()]
    ranks = _ranks(finals, way, shared=shared)
    public_ranks = _ranks(publics, way, shared=shared)
    ordered = [entry.who for entry in in_order(finals, way.direction)]
    # A stable sort: whoever was disqualified stands last, in the order of the scores.
    ordered.sort(key=lambda contender: contender.part is Part.DISQUALIFIED)
    return [
        Line(
            team=contender.team,
            position=position,
            rank=ranks.get(contender),
            public_rank=public_ranks.get(contender),
            best_public=bests[contender].public,
            selection=chosen[contender],
        )
        for position, contender in enumerate(ordered, start=1)
    ]


def _final(contender: Contender, selection: Selection) -> Entry[Contender]:
    return Entry(contender, selection.decides.private, selection.decides.moment)


def _ranks(entries: Sequence[Entry[Contender]], way: Way, *, shared: bool) -> dict[Contender, int]:
    ranked = [entry for entry in entries if entry.who.part is Part.RANKED]
    return {place.entry.who: place.rank for place in standings(ranked, way.direction, shared=shared)}
