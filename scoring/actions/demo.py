"""The demo's competitions with data. They come in on the very way that an instructor's data take, job by job."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

from competition.actions.announcements import announce
from competition.actions.competitions import publish
from competition.actions.demo import draft
from competition.actions.log import By
from competition.actions.rules import accept_rules
from competition.files import shelf
from competition.loading import Demo
from competition.models.competitions import Competition
from competition.uploads import ReceivedFile
from scoring.actions.demo_class import TEAMS, send_in
from scoring.actions.openings.choosing import choose
from scoring.actions.openings.files import receive_file
from scoring.judging.problems import Category
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.openings import Job
from scoring.opening import demo_tables
from scoring.opening.plan import Choices, FileRole
from scoring.rules.demo_texts import CELLS, DIGITS, WELCOME
from scoring.tasks.openings import work

SEED = 2026
PLAYERS = tuple(person for players in TEAMS for person in players.people)


@dataclass(frozen=True)
class Example:
    texts: Mapping[str, str]
    table: Callable[[], bytes]
    choices: Choices
    begins: int  # days from today
    days: int
    guessing: float  # what the sample submission scores, to the digits given
    students: tuple[str, ...]  # who has accepted the rules


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    expected: float | str | None = None


# Each part of the answers needs a hundred rows, and there are 569 rows of cells: so four in ten are test rows.
EXAMPLES = (
    Example(
        CELLS,
        demo_tables.cells,
        Choices("auc", ("malignant",), columns={"target": ["malignant"]}, test_share=0.4, public_share=0.45, seed=SEED),
        begins=-40,
        days=25,
        guessing=0.5,
        students=PLAYERS,
    ),
    Example(
        DIGITS,
        demo_tables.digits,
        Choices("accuracy", ("digit",), columns={"target": ["digit"]}, test_share=0.4, public_share=0.4, seed=SEED),
        begins=-9,
        days=30,
        guessing=0.1,
        students=PLAYERS,
    ),
)


def load(demo: Demo) -> None:
    by = By(demo.people["instructor"])
    for example in EXAMPLES:
        competition = draft(demo, example.texts, begins=example.begins, days=example.days)
        bring_in(competition, by, example)
        publish(competition=competition, by=by, now=competition.opens_at - timedelta(days=1))
        for name in example.students:
            accept_rules(user=demo.people[name], competition=competition, version=1, now=competition.opens_at)
        send_in(demo, competition)
    announce(course=demo.course, competition=None, by=by, title=WELCOME[0], text=WELCOME[1], also_mail=False)


def bring_in(competition: Competition, by: By, example: Example) -> None:
    send(competition=competition, by=by, role=FileRole.LABELLED, file=File(f"{competition.slug}.csv", example.table()))
    work_on_next(competition)
    choose(competition=competition, by=by, choices=example.choices)
    work_on_next(competition)
    for probe in probes(competition, example):
        send(competition=competition, by=by, role=FileRole.PROBE, file=probe)
    work_on_next(competition)
    work_on_next(competition)


def probes(competition: Competition, example: Example) -> Iterator[File]:
    """Files of which it is known what must come out, whatever the answers are."""
    file = competition.data_files.get(name="sample_submission.csv")
    sample = shelf.path(file.sha256).read_bytes()
    yield File("guessing.csv", sample, example.guessing)
    all_but_one = b"".join(sample.splitlines(keepends=True)[:-1])
    yield File("one_row_short.csv", all_but_one, Category.MISSING_ID.value)


def send(*, competition: Competition, by: By, role: FileRole, file: File) -> None:
    with closing(ReceivedFile(file.name, "text/csv", None, None)) as upload:
        upload.receive(file.content)
        receive_file(competition=competition, by=by, upload=upload, role=role, name=file.name, expected=file.expected)


def work_on_next(competition: Competition) -> None:
    """No worker runs yet, and none is needed."""
    job = Job.objects.get(opening__competition=competition, state__in=UNFINISHED)
    work(job.pk)
    job.refresh_from_db()
    if job.state != WorkState.DONE:
        raise RuntimeError(f"The demo came to a halt while {job.get_task_display()}. {job.error}")
