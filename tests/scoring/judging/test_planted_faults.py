"""Slips of the hand, planted into the reader one at a time: the probes must notice each, and so must fuzzing, but for
those that show only in files larger than it makes."""

from random import Random

import pytest

from tests.access.mutation import Mutant
from tests.fuzz.files import made, mutated
from tests.fuzz.oracle import check
from tests.scoring.judging.probes import PROBES
from tests.scoring.judging.slips import SLIPS

FILES = 6_000
SHOWN_BY_PROBES_ALONE = {
    "only a piece is measured",  # files of several blocks
    "only what is shown counts",  # many faults in one file
    "leading zeros are nothing",  # the reading of answers
    "rows in the file's order",
    "zero bytes pass",  # refused anyway, for a weaker reason
    "quotes stay open",
    "an archive in an archive",
}


def test_the_probes_find_the_reader_as_it_should_be() -> None:
    assert {probe.what: probe.outcome() for probe in PROBES} == {probe.what: probe.expected for probe in PROBES}


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_the_probes_notice(slip: Mutant) -> None:
    with slip.alive():
        noticed = next((probe.what for probe in PROBES if probe.outcome() != probe.expected), None)
    assert noticed


@pytest.mark.nightly
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.what)
def test_fuzzing_notices(slip: Mutant) -> None:
    with slip.alive():
        noticed = any(complains(seed) for seed in range(FILES))
    assert noticed or slip.what in SHOWN_BY_PROBES_ALONE


def complains(seed: int) -> bool:
    dice = Random(seed)
    try:
        check(made(dice) if seed % 3 else mutated(made(dice), dice))
    except Exception:
        return True
    return False
