"""Drawings beside a number, made on the server. Only numbers go into the markup, colours come from the stylesheet, and
each drawing says in words what it shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

WIDTH, HEIGHT, MARGIN = 96, 20, 3
FEW = 10  # from so many rows on, one that is far off does not set the scale for all


@dataclass(frozen=True)
class Scale:
    """From values to places between the margins; what lies outside is drawn at the edge."""

    low: float
    high: float
    length: float = WIDTH

    def place(self, value: float) -> float:
        width = self.high - self.low
        share = (value - self.low) / width if width > 0 else 0.5
        return round(MARGIN + min(max(share, 0.0), 1.0) * (self.length - 2 * MARGIN), 1)


def sparkline(values: Sequence[float], title: str, *, higher: bool) -> SafeString:
    """Upwards is better, whatever the direction of the score."""
    sign = 1.0 if higher else -1.0
    scale = Scale(min(sign * value for value in values), max(sign * value for value in values), HEIGHT)
    step = (WIDTH - 2 * MARGIN) / max(len(values) - 1, 1)
    points = [(round(MARGIN + n * step, 1), HEIGHT - scale.place(sign * value)) for n, value in enumerate(values)]
    x, y = points[-1]
    line = " ".join(f"{left:g},{top:g}" for left, top in points)
    return drawing("sparkline", title, f'<polyline points="{line}"/><circle cx="{x:g}" cy="{y:g}" r="2"/>')


def interval_bar(value: float, bounds: tuple[float, float], scale: Scale, title: str) -> SafeString:
    low, high, middle = (scale.place(each) for each in (*bounds, value))
    half = HEIGHT / 2
    whisker = f'<path d="M{low:g} {half:g}H{high:g}M{low:g} {half - 3:g}v6M{high:g} {half - 3:g}v6"/>'
    return drawing("interval", title, f'{whisker}<circle cx="{middle:g}" cy="{half:g}" r="2.5"/>')


def drawing(kind: str, title: str, content: str) -> SafeString:
    return SafeString(
        f'<svg class="{kind}" role="img" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<title>{escape(title)}</title>{content}</svg>"
    )


def common_scale(bounds: Iterable[tuple[float, float]]) -> Scale | None:
    """For bars that are compared with each other. None where there is nothing to draw."""
    intervals = list(bounds)
    if not intervals:
        return None
    lows, highs = sorted(low for low, _ in intervals), sorted(high for _, high in intervals)
    spared = len(intervals) // 10 if len(intervals) >= FEW else 0
    return Scale(lows[spared], highs[-1 - spared])
