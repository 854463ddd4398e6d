from datetime import timedelta
from typing import Any

import pytest

from scoring.models.claimable import WorkState
from scoring.rules.stages import Stage, Way, in_line, stages
from tests.factories import NOW

UPLOADED = Stage("Uploaded", "10:00:00 CDT", "done")
CHECKED = Stage("Checked", "whole, and in time", "done")
WAITED = Stage("Queued", "it was its turn", "done")


def way(state: WorkState, **fields: Any) -> list[Stage]:
    return list(stages(Way("America/Chicago", state, NOW, **fields)))


def test_a_file_waits_for_its_turn() -> None:
    waiting = Stage("Queued", "3rd in line, about 4 s", "now")
    assert way(WorkState.QUEUED, position=3, seconds=4) == [UPLOADED, CHECKED, waiting, Stage("Scored", "")]


def test_a_file_is_being_scored() -> None:
    assert way(WorkState.RUNNING)[2:] == [WAITED, Stage("Scored", "being read and scored", "now")]


@pytest.mark.parametrize(
    ("state", "label", "how"),
    [
        (WorkState.DONE, "Scored", "done"),
        (WorkState.REFUSED, "Refused", "failed"),
        (WorkState.FAILED, "Our fault", "failed"),
    ],
)
def test_an_end_has_its_time_in_whole_seconds(state: WorkState, label: str, how: str) -> None:
    ended = way(state, judged_at=NOW + timedelta(seconds=2, milliseconds=900))
    assert ended[2:] == [WAITED, Stage(label, "10:00:02 CDT", how)]


def test_a_late_file_is_told_so_at_once() -> None:
    assert way(WorkState.QUEUED, late=True)[1] == Stage("Checked", "whole, but after the close", "done")


def test_a_place_is_told_without_seconds_that_nobody_knows() -> None:
    assert [in_line(1, None), in_line(2, None), in_line(1, 1)] == [
        "next in line",
        "2nd in line",
        "next in line, about 1 s",
    ]
