import numpy as np

from scoring.judging.arrays import Floats


def angle_between(difference: Floats, total: Floats, turn: Floats) -> Floats:
    """The angle between two directions in radians, from the difference and the sum of their angles from the pole, and
    the turn around the pole from one to the other. With d, s and t for the halves of these, half of the angle α has

        sin² α/2 = sin² d cos² t + sin² s sin² t        cos² α/2 = cos² d cos² t + cos² s sin² t

    The first is the haversine formula. An arcsine of it alone loses half of the digits near opposite directions, and
    an arccosine of cos α near equal ones; the arctangent of both keeps them everywhere."""
    across, along = np.square(np.sin(turn / 2)), np.square(np.cos(turn / 2))
    sine = np.square(np.sin(difference / 2)) * along + np.square(np.sin(total / 2)) * across
    cosine = np.square(np.cos(difference / 2)) * along + np.square(np.cos(total / 2)) * across
    angles: Floats = 2.0 * np.arctan2(np.sqrt(sine), np.sqrt(cosine))
    return angles
