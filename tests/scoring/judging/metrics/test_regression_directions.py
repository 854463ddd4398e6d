"""Places on the globe and directions in the sky."""

import math

import numpy as np
import pytest
from sklearn.metrics.pairwise import haversine_distances

from scoring.judging.arrays import Floats
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.metrics.regression.angular_error import ANGULAR_ERROR
from scoring.judging.metrics.regression.haversine_km import HAVERSINE_KM

DEGREE = 6371.0 * math.pi / 180


def distance(true: tuple[float, float], predicted: tuple[float, float], radius: float = 6371.0) -> float:
    return HAVERSINE_KM.value(
        latitude=np.array([true[0]]),
        longitude=np.array([true[1]]),
        predicted_latitude=np.array([predicted[0]]),
        predicted_longitude=np.array([predicted[1]]),
        radius=radius,
    )


def angle(true: tuple[float, float], predicted: tuple[float, float]) -> float:
    return ANGULAR_ERROR.value(
        azimuth=np.array([true[0]]),
        zenith=np.array([true[1]]),
        predicted_azimuth=np.array([predicted[0]]),
        predicted_zenith=np.array([predicted[1]]),
    )


def test_distances_equal_those_of_scikit_learn() -> None:
    dice = np.random.default_rng(1)
    true, predicted = (np.column_stack((dice.uniform(-90, 90, 300), dice.uniform(-180, 180, 300))) for _ in range(2))
    expected = np.diag(haversine_distances(np.radians(true), np.radians(predicted))).mean() * 6371.0
    value = HAVERSINE_KM.value(
        latitude=true[:, 0],
        longitude=true[:, 1],
        predicted_latitude=predicted[:, 0],
        predicted_longitude=predicted[:, 1],
        radius=6371.0,
    )
    assert value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("true", "predicted", "degrees"),
    [
        ((10.0, 179.0), (10.0, 179.0), 0.0),
        ((0.0, 179.0), (0.0, -179.0), 2.0),
        ((0.0, 350.0), (0.0, -10.0), 0.0),
        ((0.0, 0.0), (0.0, 180.0), 180.0),
        ((45.0, 20.0), (-45.0, -160.0), 180.0),
        ((90.0, 0.0), (90.0, 123.0), 0.0),
        ((-90.0, 0.0), (90.0, 50.0), 180.0),
        ((89.0, 0.0), (89.0, 180.0), 2.0),
    ],
)
def test_distances_in_degrees(true: tuple[float, float], predicted: tuple[float, float], degrees: float) -> None:
    assert distance(true, predicted) == pytest.approx(degrees * DEGREE, rel=1e-9, abs=1e-9)


def test_short_distances_keep_their_digits() -> None:
    step = 2.0**-30  # 0.1 mm
    assert distance((48.0, 11.0), (48.0 + step, 11.0)) == pytest.approx(step * DEGREE, rel=1e-9)
    assert distance((0.0, 11.0), (0.0, 11.0 + step)) == pytest.approx(step * DEGREE, rel=1e-9)


def test_distances_near_the_far_side_of_the_globe_keep_their_digits() -> None:
    step = 2.0**-20
    assert math.pi * 6371.0 - distance((0.0, 0.0), (0.0, 180.0 - step)) == pytest.approx(step * DEGREE, rel=1e-6)


def test_the_radius_is_a_parameter() -> None:
    assert HAVERSINE_KM.settle({}) == {"radius": 6371.0}
    assert distance((0.0, 0.0), (0.0, 180.0), radius=1.0) == pytest.approx(math.pi)
    with pytest.raises(ParameterError, match="radius"):
        HAVERSINE_KM.settle({"radius": 0})


def test_degrees_have_bounds_and_both_ways_to_count_longitudes_fit() -> None:
    assert [(role.low, role.high) for role in HAVERSINE_KM.roles] == [(-90.0, 90.0), (-180.0, 360.0)] * 2


def vectors(azimuth: Floats, zenith: Floats) -> Floats:
    across = np.sin(zenith)
    return np.column_stack((across * np.cos(azimuth), across * np.sin(azimuth), np.cos(zenith)))


def test_angles_equal_those_between_vectors() -> None:
    dice = np.random.default_rng(2)
    true, predicted = ((dice.uniform(0, 2 * np.pi, 300), dice.uniform(0, np.pi, 300)) for _ in range(2))
    left, right = vectors(*true), vectors(*predicted)
    sine = np.linalg.norm(np.cross(left, right), axis=1)
    expected = np.arctan2(sine, (left * right).sum(axis=1)).mean()
    value = ANGULAR_ERROR.value(
        azimuth=true[0], zenith=true[1], predicted_azimuth=predicted[0], predicted_zenith=predicted[1]
    )
    assert value == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("step", [1e-3, 1e-8, 1e-12])
def test_small_angles_keep_their_digits(step: float) -> None:
    assert angle((1.0, 0.0), (1.0, step)) == pytest.approx(step, rel=1e-9)
    assert angle((0.0, math.pi / 2), (step, math.pi / 2)) == pytest.approx(step, rel=1e-9)


def test_the_azimuth_does_not_matter_straight_up_and_turns_full_circle() -> None:
    assert angle((0.5, 0.0), (4.0, 0.0)) == 0.0
    assert angle((0.0, 1.0), (2 * math.pi, 1.0)) == pytest.approx(0.0, abs=1e-15)


def test_opposite_directions_are_half_a_turn_apart() -> None:
    assert angle((0.0, 0.0), (0.0, math.pi)) == pytest.approx(math.pi, rel=1e-15)
    assert angle((1.0, 0.5), (1.0 + math.pi, math.pi - 0.5)) == pytest.approx(math.pi, rel=1e-12)


def test_a_negative_zenith_leans_the_other_way() -> None:
    assert angle((0.0, 0.25), (0.0, -0.25)) == pytest.approx(0.5, rel=1e-12)


def test_degrees_do_not_fit_where_radians_are_asked_for() -> None:
    assert {(role.low, role.high) for role in ANGULAR_ERROR.roles} == {(-6.3, 6.3)}
