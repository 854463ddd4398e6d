"""A folder with files, and the command line run in it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scoring.judging.command.main import main

ANSWERS = "id,spam,Usage\na,1,Public\nb,0,Public\nc,1,Private\nd,0,Private\ne,1,Ignored\n"
SUBMISSION = "id,spam\na,0.9\nb,0.1\nc,0.2\nd,0.3\ne,0.5\n"
SAMPLE = "id,spam\na,0\nb,0\nc,0\nd,0\ne,0\n"


@dataclass
class Desk:
    folder: Path
    captured: pytest.CaptureFixture[str]

    def put(self, name: str, text: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = self.captured.readouterr()
        return code, out, err

    def answer(self, *words: str) -> tuple[int, Any]:
        """Exit code and the one JSON object that was printed, with nothing on stderr."""
        code, out, err = self.run(*words)
        assert err == ""
        assert out.count("\n") == 1
        return code, json.loads(out)

    def complaint(self, *words: str) -> str:
        """The one line on stderr of a command that could not do its work, and printed nothing."""
        code, out, err = self.run(*words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        return err.removesuffix("\n")
