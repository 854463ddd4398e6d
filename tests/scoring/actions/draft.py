"""A draft, Ingrid who brings its data in, and a worker that works out what it is told to."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.log import LogEntry
from competition.models.people import User
from scoring import claims
from scoring.actions.openings.choosing import choose
from scoring.actions.openings.files import receive_file
from scoring.actions.openings.storing import store_checklist, store_made, store_understood
from scoring.claims import Claim
from scoring.models.openings import InboxFile, Job, Opening, Task
from scoring.opening.plan import (
    Choices,
    ColumnFacts,
    ColumnKind,
    FileFacts,
    FileRole,
    Item,
    Made,
    State,
    Understood,
)
from scoring.queries.inputs import fingerprint
from scoring.queries.jobs import unfinished_job
from scoring.shelves import answers
from tests.competition.world import received

BEANS = b"bean,size,kind\n1,3,red\n2,4,black\n"
CHOICES = Choices(metric="accuracy", targets=("kind",), id_column="bean", seed=4711)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def columns(*names: str) -> tuple[ColumnFacts, ...]:
    return tuple(ColumnFacts(name, ColumnKind.LABEL, 2, 0, 2, could_be_id=False) for name in names)


def understood(*names: str) -> Understood:
    facts = FileFacts(FileRole.LABELLED, "beans.csv", len(BEANS), 2, columns(*(names or ("bean", "size", "kind"))))
    return Understood((facts,), {})


def item(state: State = State.GOOD) -> Item:
    return Item("ids", "Ids are unique", state, "They are.")


@dataclass
class Draft:
    competition: Competition
    ingrid: User

    @property
    def by(self) -> By:
        return By(self.ingrid)

    @property
    def opening(self) -> Opening:
        return Opening.objects.get(competition=self.competition)

    @property
    def job(self) -> Job | None:
        return unfinished_job(self.opening)

    def send(
        self, name: str = "beans.csv", content: bytes = BEANS, role: FileRole = FileRole.LABELLED, **values: Any
    ) -> InboxFile:
        upload = received(content)
        try:
            return receive_file(competition=self.competition, by=self.by, upload=upload, role=role, name=name, **values)
        finally:
            upload.close()

    def begun(self) -> tuple[Claim[Job], str]:
        """A worker has the job, and knows what it is about."""
        job = self.job
        assert job
        claim = claims.claim(Job, job.pk)
        assert claim
        return claim, fingerprint(job.opening, Task(job.task))

    def inspected(self, *names: str) -> bool:
        claim, seen = self.begun()
        return store_understood(claim=claim, understood=understood(*names), seen=seen)

    def chosen(self, choices: Choices = CHOICES) -> Opening:
        return choose(competition=self.competition, by=self.by, choices=choices)

    def made(self, **public: bytes) -> bool:
        claim, seen = self.begun()
        return self.stored(claim, seen, **public)

    def stored(self, claim: Claim[Job], seen: str, **public: bytes) -> bool:
        with answers.draft() as folder:
            made = written(Path(folder), public or {"train": b"bean,kind\n1,red\n", "test": b"bean\n2\n"})
            return store_made(claim=claim, made=made, seen=seen)

    def checked(self, *states: State) -> bool:
        claim, seen = self.begun()
        return store_checklist(claim=claim, items=[item(state) for state in states or (State.GOOD,)], seen=seen)

    def up_to_the_checklist(self) -> None:
        self.send()
        self.inspected()
        self.chosen()
        self.made()

    def lines(self) -> list[str]:
        return list(LogEntry.objects.order_by("id").values_list("action", flat=True))


def written(folder: Path, public: dict[str, bytes]) -> Made:
    for name, content in public.items():
        (folder / f"{name}.csv").write_bytes(content)
    (folder / "answers").write_bytes(b"bean,kind,Usage\n2,black,Public\n")
    rows = {"train": 1, "public": 1, "private": 0, "ignored": 0}
    return Made({f"{name}.csv": folder / f"{name}.csv" for name in public}, folder / "answers", rows)
