"""How much the order of teams will change from the public board to the private one, by the choice of rows alone."""

from collections.abc import Sequence

import numpy as np

from scoring.judging.answers import Key
from scoring.judging.arrays import Array, Booleans, Floats
from scoring.judging.metrics.metric import Direction, HostError, UndefinedError
from scoring.opening.checklist.finding import Check, Finding, good, warning
from scoring.opening.checklist.forecasts import Trial, trial
from scoring.opening.material import SEED, Material

MODELS = 10
DRAWS = 24
# Where public ranks tell nothing, each of n places moves by (n² − 1) / 3n on average.
LOTTERY = (MODELS**2 - 1) / (3 * MODELS)
NEARLY = 0.75


def look(material: Material) -> Finding | None:
    tried = trial(material, MODELS)
    if tried is None:
        return None
    ranks = [each for each in drawn_ranks(material.key, tried) if each is not None]
    if len(ranks) < DRAWS / 2:
        return None
    moves = float(np.mean([np.abs(public - private).mean() for public, private in ranks]))
    stays = round(10 * float(np.mean([public.argmin() == private.argmin() for public, private in ranks])))
    found = (
        f"Among {MODELS} models of nearly equal quality, a place changes by {moves:.1f} from public to private on "
        f"average, and the leader stays the leader in {stays} of 10 draws."
    )
    if moves >= NEARLY * LOTTERY:
        remedy = "Tell the class, offer two final picks, and take more test rows if there are any."
        return warning(found, remedy, [f"If the public board told nothing, a place would change by {LOTTERY:.1f}."])
    return good(found)


def drawn_ranks(key: Key, tried: Trial) -> Sequence[tuple[Array, Array] | None]:
    """The ranks of the models on both parts, for parts of the same sizes that are drawn at random again and again."""
    dice = np.random.default_rng(SEED)
    draws = [dice.permutation(tried.public) for _ in range(DRAWS)]
    return [ranks_in(key, tried, public) for public in draws]


def ranks_in(key: Key, tried: Trial, public: Booleans) -> tuple[Array, Array] | None:
    left, right = scores_of(key, tried, public), scores_of(key, tried, ~public)
    if left is None or right is None:
        return None
    sign = -1 if key.metric.direction is Direction.HIGHER else 1
    return ranks(sign * left), ranks(sign * right)


def ranks(costs: Floats) -> Array:
    """Of equal scores the earlier model leads on both parts, as the earlier submission does."""
    return costs.argsort(kind="stable").argsort()


def scores_of(key: Key, tried: Trial, part: Booleans) -> Floats | None:
    truth = {name: values[part] for name, values in tried.truth.items()}
    try:
        with np.errstate(all="ignore"):
            scores = [
                key.metric.value(
                    **truth, **{name: values[part] for name, values in predictions.items()}, **key.parameters
                )
                for predictions in tried.predictions
            ]
    except (UndefinedError, HostError):
        return None
    return np.array(scores) if np.isfinite(scores).all() else None


CHECK = Check("shake-up", "How much the private board will differ", look)
