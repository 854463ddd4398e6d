"""Dice that fall the same way twice: without them two worlds could not be compared byte for byte."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from unittest.mock import patch


class Dice:
    def __init__(self) -> None:
        self.roll("")

    def roll(self, seed: str) -> None:
        """Begun anew for each deed and each request, so that one more draw in one of them shifts no other."""
        self.source = Random(seed)

    def bytes(self, count: int) -> bytes:
        return self.source.randbytes(count)


@contextmanager
def loaded_dice() -> Iterator[Dice]:
    """Whatever draws tokens, sessions and ids in this process draws from these. Outside the process nothing changes."""
    dice = Dice()
    with patch.object(os, "urandom", dice.bytes), patch.object(random, "_urandom", dice.bytes):
        yield dice
