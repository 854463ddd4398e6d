import math

import numpy as np

from scoring.judging.arrays import Floats
from scoring.judging.metrics.metric import Direction, Example, Kind, Metric, Role
from scoring.judging.metrics.parameters import Parameter
from scoring.judging.metrics.regression.directions import angle_between


def latitude(name: str, holds: str, same_as: str | None = None) -> Role:
    return Role(name=name, kind=Kind.NUMBER, holds=holds, same_as=same_as, low=-90.0, high=90.0)


def longitude(name: str, holds: str, same_as: str | None = None) -> Role:
    """Both ways of counting are in use, −180 … 180 and 0 … 360, and they mean the same places."""
    return Role(name=name, kind=Kind.NUMBER, holds=holds, same_as=same_as, low=-180.0, high=360.0)


def distances(
    latitude: Floats, longitude: Floats, predicted_latitude: Floats, predicted_longitude: Floats, radius: float
) -> Floats:
    # Degrees are subtracted before they become radians: short distances keep their digits.
    difference = np.radians(predicted_latitude - latitude)
    total = np.radians(180.0 - (predicted_latitude + latitude))
    turn = np.radians(predicted_longitude - longitude)
    return radius * angle_between(difference, total, turn)


HAVERSINE_KM = Metric(
    id="haversine_km",
    title="Mean distance on the globe in kilometres",
    sentence="How far the predicted places are from the true ones on average, along the surface of the earth.",
    direction=Direction.LOWER,
    best=0.0,
    worst=math.inf,  # half of the circumference, which the radius decides
    answers=(
        latitude("latitude", "the true latitude in degrees"),
        longitude("longitude", "the true longitude in degrees"),
    ),
    predictions=(
        latitude("predicted_latitude", "the predicted latitude in degrees", "latitude"),
        longitude("predicted_longitude", "the predicted longitude in degrees", "longitude"),
    ),
    parameters=(
        Parameter(
            name="radius",
            type=float,
            default=6371.0,
            above=0.0,
            high=1e9,
            sentence="The radius of the globe in kilometres.",
        ),
    ),
    rows=distances,
    example=Example(
        answers="id,latitude,longitude\na,0,179.5\nb,0,0\nc,90,0\n",
        submission="id,latitude,longitude\na,0,-179.5\nb,0,180\nc,90,55\n",
        value=6371.0 * math.radians(1 + 180 + 0) / 3,
        words="One degree along the equator is 6371 · π / 180 = 111.1949 km. a is one degree away, across the line "
        "where longitudes change sign; b is on the far side of the globe, 180 degrees away; c is the pole, where "
        "longitude does not matter: 0. The mean of 1, 180 and 0 degrees is 60.3333, which is 6708.8 km.",
    ),
)
