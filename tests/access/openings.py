"""How each competition of the world got its data: sent, read, chosen, made and checked, by what really does it. Every
row has its own word to predict, so that the answers can be told from all else."""

import csv
from collections.abc import Iterator
from contextlib import closing
from random import Random

from competition.actions.log import By
from competition.files import shelf
from competition.models.competitions import Competition
from competition.models.people import User
from scoring.actions.openings.choosing import choose
from scoring.actions.openings.files import receive_file
from scoring.actions.openings.working import work_on
from scoring.models.claimable import WorkState
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Job, Opening, Task
from scoring.opening.plan import Choices, FileRole
from scoring.queries.jobs import unfinished_job
from tests.access.secrets import Secret, Secrets
from tests.competition.world import received

ROWS = 12
NOBODY: frozenset[str] = frozenset()


class Opened:
    """`leaders` may know the choices, `staff` what stands in the log, `have_data` what the class gets."""

    def __init__(
        self,
        secrets: Secrets,
        competition: Competition,
        lead: User,
        *,
        leaders: set[str],
        staff: set[str],
        have_data: set[str],
    ) -> None:
        self.secrets, self.competition, self.by = secrets, competition, By(lead)
        self.leaders, self.staff, self.have_data = leaders, staff, have_data
        published = competition.published_at
        Competition.objects.filter(pk=competition.pk).update(published_at=None)
        self.bring_in()
        Competition.objects.filter(pk=competition.pk).update(published_at=published)
        self.mark_what_is_secret()

    @property
    def opening(self) -> Opening:
        return Opening.objects.get(competition=self.competition)

    def bring_in(self) -> None:
        words = [self.mark(f"answer {number}", "answer", NOBODY) for number in range(ROWS)]
        rows = [f"{number},{Random(number).random():.6f},{word}" for number, word in enumerate(words)]
        self.file = self.send(FileRole.LABELLED, "file", "\n".join(["number,size,word", *rows, ""]))
        self.probe = self.send(
            FileRole.PROBE, "probe", f"id,word\n1,{self.mark('word of a probe', 'answer', NOBODY)}\n"
        )
        self.work()
        choose(competition=self.competition, by=self.by, choices=self.choices())
        for _ in (Task.MAKE, Task.CHECK):
            self.work()
        told = self.mark("error of a job", "opening", self.leaders)
        if self.competition.published_at is None:
            Job.objects.create(
                opening=self.opening, task=Task.CHECK, state=WorkState.FAILED, error=told, asked_by=self.lead
            )

    @property
    def lead(self) -> User:
        assert self.by.user
        return self.by.user

    def mark(self, what: str, kind: str, readers: frozenset[str] | set[str]) -> str:
        return self.secrets.mark(f"{what} of {self.competition.slug}", kind, readers)

    def send(self, role: FileRole, what: str, content: str) -> InboxFile:
        name = f"{self.mark(f'name of the {what}', 'opening', self.staff)}.csv"
        expected = 0.125 if role is FileRole.PROBE else None
        with closing(received(content.encode())) as upload:
            return receive_file(
                competition=self.competition, by=self.by, upload=upload, role=role, name=name, expected=expected
            )

    def choices(self) -> Choices:
        return Choices(
            metric="levenshtein_mean",
            targets=("word",),
            id_column="number",
            columns={"target": "word"},
            test_share=0.5,
            public_share=0.5,
            stratify=False,
            seed=4_000_000_000_000_000 + self.competition.pk,
        )

    def work(self) -> None:
        job = unfinished_job(self.opening)
        assert job
        work_on(job_pk=job.pk)
        job.refresh_from_db()
        assert (job.state, job.error) == (WorkState.DONE, "")

    def mark_what_is_secret(self) -> None:
        slug, fixed = self.competition.slug, self.secrets.fixed
        fixed(str(self.opening.chosen.seed), f"seed of {slug}", "opening", self.leaders)
        for file in (self.file, self.probe):
            fixed(file.sha256, f"hash of {file.role} of {slug}", "answer", NOBODY)
        fixed(
            AnswerKey.objects.get(competition=self.competition).sha256, f"hash of the answers of {slug}", "answer", ()
        )
        for word in self.words_of_train():
            self.secrets.known[word] = Secret(f"word of train of {slug}", "data", frozenset(self.have_data))

    def words_of_train(self) -> Iterator[bytes]:
        """The class learns from these."""
        train = self.competition.data_files.get(name="train.csv")
        with shelf.path(train.sha256).open(newline="") as file:
            yield from (row["word"].encode() for row in csv.DictReader(file))
