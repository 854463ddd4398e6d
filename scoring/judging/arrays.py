"""The few shapes of data that the judging core passes around."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.signedinteger]
Codes = npt.NDArray[np.int32]
Booleans = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Objects = npt.NDArray[np.object_]
Array = npt.NDArray[Any]
Arrays = Mapping[str, Array]


def stacked(columns: Sequence[Array]) -> Array:
    """Rows × columns, each column in one piece: filled column by column, and summed over columns just as fast."""
    matrix = np.empty((len(columns[0]), len(columns)), columns[0].dtype, order="F")
    for number, column in enumerate(columns):
        matrix[:, number] = column
    return matrix
