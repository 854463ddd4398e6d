"""Figures are printed, never asserted: a busy machine must not fail a build. What is asserted is that both sides of a
comparison found the same score."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Report:
    """Prints tables as they are measured, past pytest's capturing."""

    terminal: pytest.TerminalReporter
    capture: pytest.CaptureFixture[str]

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
        with self.capture.disabled():
            self.terminal.write_line(f"\n\n{title}\n")
            for row in (head, *rows):
                first, *others = (
                    cell.ljust(width) if number == 0 else cell.rjust(width)
                    for number, (cell, width) in enumerate(zip(row, widths, strict=True))
                )
                self.terminal.write_line("  ".join([first, *others]))


@pytest.fixture
def report(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Report:
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    assert isinstance(terminal, pytest.TerminalReporter)
    return Report(terminal, capsys)
