"""Why a file looks like a probe, in words for the staff."""

from dataclasses import dataclass

from scoring.models.probes import Suspicion, Trace

WARNED_FROM = 0.1


@dataclass(frozen=True)
class Knowledge:
    """What the scores of a team could have told it at most, if it had asked for the answers."""

    team: int
    name: str
    files: int
    labels: int
    rows: int

    @property
    def share(self) -> float:
        return self.labels / self.rows if self.rows else 0.0

    @property
    def warned(self) -> bool:
        return self.share >= WARNED_FROM

    @property
    def percent(self) -> int:
        return int(100 * self.share)


TITLES = {
    Trace.WEIGHTS: "weighted rows",
    Trace.FEW_ROWS: "few rows changed",
    Trace.COPY: "like another team’s file",
}


def title(suspicion: Suspicion) -> str:
    return TITLES[Trace(suspicion.kind)]


def why(suspicion: Suspicion) -> str:
    count = f"{int(suspicion.strength):,} row{'' if suspicion.strength == 1 else 's'}"
    match Trace(suspicion.kind):
        case Trace.WEIGHTS if suspicion.other is None:
            return (
                f"{count} stand out, each about twice as far or more as the next, while all others are the same. "
                "Such weights write the answer of each of these rows into the score as a digit of its own."
            )
        case Trace.WEIGHTS:
            return (
                f"{count} differ from an earlier file of the team, each about twice as far or more as the next. Such "
                "weights write the answer of each of these rows into the difference of the two scores."
            )
        case Trace.FEW_ROWS:
            return (
                f"Only {count} differ{'s' if suspicion.strength == 1 else ''} from an earlier file of the team: the "
                "difference of the two scores tells their answers. It may also be a threshold that was moved a little."
            )
        case Trace.COPY:
            return (
                f"Its predictions and those of another team are {_percent(suspicion.strength)} alike. Both may also "
                "come from the same example or the same tool: ask both teams."
            )


def _percent(share: float) -> str:
    return "100 %" if share == 1 else f"{int(10_000 * share) / 100:.2f} %"
