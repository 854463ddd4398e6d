"""The shake-up drawn: a line for each team, from its public rank on the left to its final one on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

WIDTH, ROW, TOP = 320, 26, 34
LEFT, RIGHT = 30, 136
LONGEST_NAME = 19


@dataclass(frozen=True)
class Move:
    name: str
    public_rank: int
    rank: int
    own: bool = False

    @property
    def words(self) -> str:
        return f"{self.name}: from public rank {self.public_rank} to final rank {self.rank}"

    @property
    def kind(self) -> str:
        way = "up" if self.rank < self.public_rank else "down" if self.rank > self.public_rank else "level"
        return f"{way} own" if self.own else way


def slope(moves: Sequence[Move]) -> SafeString:
    """Of the first so many of the final board. Whoever comes from further down comes from below the picture."""
    height = TOP + (len(moves) + 1) * ROW
    heads = f'<text x="{LEFT}" y="14" class="head">Public</text><text x="{RIGHT}" y="14" class="head">Final</text>'
    lines = "".join(_line(move, place, len(moves)) for place, move in enumerate(moves))
    return SafeString(
        f'<svg class="slope" role="img" viewBox="0 0 {WIDTH} {height}">'
        f"<title>How the first {len(moves)} teams moved from the public board to the final one</title>"
        f"{heads}{lines}</svg>"
    )


def _line(move: Move, place: int, shown: int) -> str:
    begin, end = _height(min(move.public_rank, shown + 1) - 1), _height(place)
    name = move.name if len(move.name) <= LONGEST_NAME else f"{move.name[: LONGEST_NAME - 1]}…"
    known = move.public_rank <= shown
    start = f'<text x="{LEFT - 10}" y="{begin + 4}" class="rank">{move.public_rank}</text>' if known else ""
    dot = f'<circle cx="{LEFT}" cy="{begin}" r="3"/>' if known else ""
    return (
        f'<g class="{move.kind}"><title>{escape(move.words)}</title>{start}'
        f'<path d="M{LEFT} {begin}L{RIGHT} {end}"/>{dot}<circle cx="{RIGHT}" cy="{end}" r="3"/>'
        f'<text x="{RIGHT + 10}" y="{end + 4}">{move.rank}. {escape(name)}</text></g>'
    )


def _height(place: int) -> int:
    return TOP + place * ROW
