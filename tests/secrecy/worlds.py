"""A course of a term as one seed draws it. Two worlds of one seed differ in the private labels and in nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import time_machine
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models.functions import Now

from competition.actions.files import add_data_file
from competition.actions.keys import digest
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.models.courses import Role
from competition.models.keys import ApiKey
from competition.models.people import User
from scoring.actions import brackets
from scoring.actions.board_settings import change_board
from scoring.actions.judging.gains import note_gain
from scoring.actions.judging.working import judge_one
from scoring.actions.picks import pick
from scoring.actions.previews.asking import ask
from scoring.actions.previews.filling import fill
from scoring.actions.ranks import keep_ranks
from scoring.actions.standings import rebuild_boards
from scoring.actions.submitting import submit
from scoring.actions.voiding import void
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.rescorings import Rescoring
from scoring.models.submissions import Submission
from scoring.tasks.reveals import sweep_reveals
from teams.models.teams import Extension, Team, TeamKind
from tests.competition.world import received
from tests.factories import NOW, accept_rules, enrol, make_competition, make_course, make_key, make_team, make_user
from tests.secrecy.randomness import Dice, loaded_dice
from tests.sessions import signed_in

ROWS = 60
PRIVATE = range(0, ROWS, 3)
Labels = dict[int, int]
Twist = Callable[[Labels, Random], Labels]


def as_drawn(labels: Labels, dice: Random) -> Labels:
    return labels


def one_flipped(labels: Labels, dice: Random) -> Labels:
    row = dice.choice(sorted(labels))
    return labels | {row: 1 - labels[row]}


def all_permuted(labels: Labels, dice: Random) -> Labels:
    rows = sorted(labels)
    return dict(zip(rows, dice.sample([labels[row] for row in rows], len(rows)), strict=True))


def order_reversed(labels: Labels, dice: Random) -> Labels:
    """Whoever is best on the private rows is worst."""
    return {row: 1 - label for row, label in labels.items()}


def redrawn(labels: Labels, dice: Random) -> Labels:
    rows = sorted(labels)
    return {row: place % 2 for place, row in enumerate(dice.sample(rows, len(rows)))}


def undefined(labels: Labels, dice: Random) -> Labels:
    """One class alone: AUC has no value."""
    return dict.fromkeys(labels, 1)


@dataclass
class SmallWorld:
    """Alice and Bob play together, Charlie and the assistant Tariq each alone. Ingrid teaches; Dana takes another
    course; Gus's account is closed."""

    seed: int
    twist: Twist
    dice: Dice
    users: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    mine: list[Submission] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = Random(self.seed)
        self.labels = {row: self.draw.randrange(2) for row in range(ROWS)} | {0: 0, 3: 1}
        self.dice.roll("people")
        self.course = make_course()
        self.elsewhere = make_course("algebra", code="MA 101", title="Algebra")
        for name in ("Alice", "Bob", "Charlie", "Dana", "Gus", "Tariq", "Ingrid"):
            self._add_person(name)
        self._open()
        self._play()
        stop_the_databases_clock()

    def _add_person(self, name: str) -> None:
        user = self.users[name] = make_user(name, is_active=name != "Gus")
        role = {"Ingrid": Role.INSTRUCTOR, "Tariq": Role.ASSISTANT}.get(name, Role.STUDENT)
        enrol(user, self.elsewhere if name == "Dana" else self.course, role)
        self.sessions[name] = signed_in(user)
        ApiKey.objects.create(
            user=user, name="laptop", beginning=name[:4], digest=digest(name), scopes=["read", "submit"]
        )

    def _open(self) -> None:
        self.competition: Competition = make_competition(self.course, evaluation="AUC.")
        for name in ("Alice", "Bob", "Charlie", "Tariq"):
            accept_rules(self.users[name], self.competition)
        upload = received(b"id,label\n1,0.5\n", "sample_submission.csv")
        ingrid = By(self.users["Ingrid"])
        add_data_file(
            competition=self.competition, by=ingrid, upload=upload, name="sample_submission.csv", about="", now=NOW
        )
        upload.close()
        self.key: AnswerKey = make_key(self.competition, self.answers(), "auc")
        self.dark: AnswerKey = make_key(self.competition, self.answers(), "logloss", active=False)
        self.rescoring = Rescoring.objects.create(
            competition=self.competition,
            key=self.dark,
            replaces=self.key,
            reason="Try it.",
            asked_by=self.users["Ingrid"],
        )
        for names in (("Alice", "Bob"), ("Charlie",), ("Tariq",)):
            self.teams[names[0]] = make_team(
                self.competition, *(self.users[name] for name in names), name=f"Team {names[0]}"
            )
        self.teams["benchmark"] = make_team(self.competition, name="Trivial", kind=TeamKind.BENCHMARK)

    def answers(self) -> bytes:
        private = self.twist({row: self.labels[row] for row in PRIVATE}, Random(self.seed))
        truth = self.labels | private
        lines = [f"{row},{truth[row]},{'Private' if row in PRIVATE else 'Public'}" for row in range(ROWS)]
        return "\n".join(["id,label,Usage", *lines, ""]).encode()

    def _play(self) -> None:
        """Three days of it: files good, bad and sent twice, picks, and one that the staff throw out."""
        for step in range(18):
            self.dice.roll(f"step {step}")
            with time_machine.travel(NOW - timedelta(days=3) + timedelta(hours=4 * step), tick=False):
                self._deed(step)
        with time_machine.travel(NOW, tick=False):
            self.mine = list(self.teams["Alice"].submissions.order_by("pk"))

    def _deed(self, step: int) -> None:
        who = self.draw.choice(["Alice", "Alice", "Charlie", "Charlie", "Tariq", "benchmark"])
        sent = self._send(who, step, good=step % 7 != 3)
        if sent and self.draw.random() < 0.5 and who != "benchmark":
            self._pick(sent)
        if sent and step == 11:
            void(submission=sent, by=By(self.users["Ingrid"]), reason="Sent by mistake.")
        keep_ranks(now=NOW - timedelta(days=3) + timedelta(hours=4 * step))
        brackets.draw_brackets(key_pk=self.key.pk, seconds=60)

    def _send(self, who: str, step: int, *, good: bool) -> Submission | None:
        author = self.users["Ingrid" if who == "benchmark" else who]
        upload = received(self._predictions() if good else b"id,label\n1,maybe\n", "mine.csv")
        try:
            sent = submit(
                team=self.teams[who], by=By(author), upload=upload, file_name="mine.csv", request_id=f"step-{step}"
            ).submission
        except RefusedError:
            return None
        finally:
            upload.close()
        for judgement in Judgement.objects.filter(submission=sent).order_by("pk"):
            judge_one(judgement_pk=judgement.pk)
        for judgement in Judgement.objects.filter(submission=sent, state=WorkState.DONE).order_by("pk"):
            note_gain(judgement_pk=judgement.pk)
        return sent

    def _predictions(self) -> bytes:
        skill = 0.3 * self.draw.random()
        values = [round(skill * self.labels[row] + (1 - skill) * self.draw.random(), 4) for row in range(ROWS)]
        return "\n".join(["id,label", *(f"{row},{value}" for row, value in enumerate(values)), ""]).encode()

    def _pick(self, sent: Submission) -> None:
        try:
            pick(submission=sent, by=By(sent.author))
        except RefusedError:
            return

    def climb(self) -> None:
        """From now on the board shows significant gains alone."""
        change_board(competition=self.competition, by=By(self.users["Ingrid"]), values={"ladder_step": 0.05})

    def close(self) -> None:
        """For all but Charlie, who was ill; so the results have to wait, however often it is asked for them."""
        dates = {"teams_lock_at": NOW - timedelta(hours=2), "closes_at": NOW - timedelta(hours=1)}
        Competition.objects.filter(pk=self.competition.pk).update(**dates)
        self.competition.refresh_from_db()
        Extension.objects.create(
            team=self.teams["Charlie"],
            closes_at=NOW + timedelta(days=1),
            reason="Ill.",
            given_by=self.users["Ingrid"],
            given_at=NOW,
        )
        rebuild_boards(competition=self.competition)
        for step, who in enumerate(("Alice", "Charlie"), start=18):
            self.dice.roll(f"step {step}")
            self._send(who, step, good=True)
        sweep_reveals()
        stop_the_databases_clock()

    def let_ingrid_look(self) -> None:
        fill(preview_pk=ask(competition=self.competition, by=By(self.users["Ingrid"])).pk)


CLOCKED = {"ended_at", "begun_at", "queued_at"}


def stop_the_databases_clock() -> None:
    """The database's own clock cannot be stopped: what it wrote is set to one moment, in every table."""
    for model in connection.introspection.installed_models(connection.introspection.table_names()):
        for each in model._meta.local_fields:
            if isinstance(each, models.DateTimeField) and (isinstance(each.db_default, Now) or each.name in CLOCKED):
                model._base_manager.filter(**{f"{each.name}__isnull": False}).update(**{each.name: NOW})


@contextmanager
def made(seed: int, twist: Twist = as_drawn) -> Iterator[SmallWorld]:
    """It is gone afterwards, and the next one begins with the same numbers."""
    cache.clear()
    forget_what_workers_keep()
    with loaded_dice() as dice, time_machine.travel(NOW, tick=False), transaction.atomic():
        begin_counting_anew()
        yield SmallWorld(seed, twist, dice)
        transaction.set_rollback(True)


def forget_what_workers_keep() -> None:
    for kept in vars(brackets).values():
        if clear := getattr(kept, "cache_clear", None):
            clear()


def begin_counting_anew() -> None:
    """SQLite takes its numbers back with the transaction; PostgreSQL has to be told."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER SEQUENCE "{name}" RESTART WITH 100000')
