"""Where the files of a competition are written: what the class gets in one folder, the answers in another."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from scoring.opening.plan import OpeningError


@dataclass
class Output:
    into: Path
    files: dict[str, Path] = field(default_factory=dict)
    ids: list[pa.Array] = field(default_factory=list)  # of the test rows, as cells, in the order of the test file

    def __post_init__(self) -> None:
        for folder in ("public", "answers", "rough"):
            (self.into / folder).mkdir(parents=True, exist_ok=True)

    def public(self, name: str) -> Path:
        if name.lower() in {other.lower() for other in self.files}:
            raise OpeningError(f"Two files would be called “{name}”. Rename one of them.")
        self.files[name] = self.into / "public" / name
        return self.files[name]

    def rough(self, name: str) -> Path:
        """For what is laid aside while writing."""
        return self.into / "rough" / name

    def clear(self) -> None:
        shutil.rmtree(self.into / "rough")

    @property
    def answers(self) -> Path:
        return self.into / "answers" / "answers.csv"
