import math

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.regression.directions import angle_between


def radians(name: str, holds: str, same_as: str | None = None) -> Role:
    """A little more than a full turn either way: rounded angles fit, degrees are refused."""
    return Role(name=name, kind=Kind.NUMBER, holds=holds, same_as=same_as, low=-6.3, high=6.3)


def angles(azimuth: Floats, zenith: Floats, predicted_azimuth: Floats, predicted_zenith: Floats) -> Floats:
    return angle_between(predicted_zenith - zenith, predicted_zenith + zenith, predicted_azimuth - azimuth)


ANGULAR_ERROR = Metric(
    id="angular_error",
    title="Mean angular error",
    sentence="The angle between the predicted and the true direction on average, in radians.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.pi,
    answers=(
        radians("azimuth", "the true azimuth in radians: the direction on the compass"),
        radians("zenith", "the true zenith angle in radians: 0 is straight up"),
    ),
    predictions=(
        radians("predicted_azimuth", "the predicted azimuth in radians", "azimuth"),
        radians("predicted_zenith", "the predicted zenith angle in radians", "zenith"),
    ),
    rows=angles,
    example=Example(
        answers="id,azimuth,zenith\na,0,1.5\nb,2,0\nc,6.2,1\n",
        submission="id,azimuth,zenith\na,0,1.2\nb,5,0\nc,6.2,1.6\n",
        value=0.3,
        words="a has the right azimuth and is 0.3 too high up. b is straight up, where the azimuth does not matter: 0. "
        "c has the right azimuth and is 0.6 too low. 0.9 / 3 = 0.3 radians.",
    ),
)
