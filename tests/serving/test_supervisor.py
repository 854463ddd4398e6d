"""The supervisor with children that are a few lines of shell; the real ones are killed in tests/faults."""

import os
import signal
import sys
from collections.abc import Callable, Iterator

import pytest

from competition.serving import groups
from competition.serving.child import Child
from competition.serving.commands import Part
from tests.faults.site import members, within

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
Make = Callable[[str], Child]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def make(said: list[str]) -> Iterator[Make]:
    made: list[Child] = []

    def make(script: str) -> Child:
        child = Child(Part("web", "web", ["sh", "-c", script]), lambda name, line: said.append(f"{name} {line}"))
        made.append(child)
        child.start()
        return child

    yield make
    for child in made:
        if child.process:
            groups.end(child.group, 0)
            child.process.wait()


def test_what_a_child_says_is_passed_on_under_its_name_without_empty_lines(make: Make, said: list[str]) -> None:
    make("echo one; echo; echo $HOLDOUT_ROLE >&2")
    assert within(2, lambda: said == ["web one", "web web"])


def test_the_grandchildren_of_a_dead_child_are_ended_even_those_that_ignore_the_word(make: Make) -> None:
    child = make("(trap '' TERM; while :; do sleep 0.05; done) & echo $!; while :; do sleep 1; done")
    group = child.group
    assert within(2, lambda: len(members(group)) >= 2)
    os.kill(group, signal.SIGKILL)
    assert within(2, child.died)
    child.bury(patience=0.2)
    assert members(group) == []


def test_a_child_that_keeps_dying_at_once_is_started_after_ever_longer_pauses(make: Make, said: list[str]) -> None:
    child = make("exit 3")
    pauses = []
    for _ in range(7):
        assert within(2, child.died)
        child.bury(patience=0)
        pauses.append(child.pause)
        child.start()
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert said[0] == "serve web died (exit code 3); what was left of it is ended, and it starts again in 1 s."


def test_a_child_that_lived_for_a_while_starts_again_at_once(make: Make, said: list[str]) -> None:
    child = make("exec sleep 60")
    child.started_at -= 11
    os.kill(child.group, signal.SIGSEGV)
    assert within(2, child.died)
    child.bury(patience=0)
    assert child.due
    assert said == ["serve web died (killed by SIGSEGV); what was left of it is ended, and it starts again at once."]
