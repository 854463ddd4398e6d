"""B3: everything judged again. How much of the time goes into judging itself, and what a live upload waits meanwhile.

One process with one chain, as a worker's process has it, without broker and web server: so the share is that of one
core, and the wait is from the row of an upload to its score, at worst behind the rest of one judgement in the dark. The
idle wait is that of the same upload with nothing in the dark. A tenth of the goal's thousand files."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from random import Random
from time import perf_counter, sleep

import numpy as np
import pytest
from django.db import connection

from scoring.actions.judging import working
from scoring.actions.rescorings.chains import judge_for_a_moment
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.rescorings import DarkChain, Rescoring
from scoring.queries.judgements import dark_waiting
from tests.bench.clock import against, milliseconds
from tests.bench.conftest import Report
from tests.factories import make_key, make_submission
from tests.scoring.actions.rescorings.contest import Contest

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, FILES, DIFFERENT, LIVE = 100_000, 100, 5, 20
BUSY, TIMES_IDLE = 0.90, 2.0


def table(seed: int, *, usage: bool = False) -> bytes:
    labels = np.random.default_rng(seed).integers(0, 2, ROWS).tolist()
    part = [",Public" if Random(row).random() < 0.3 else ",Private" for row in range(ROWS)] if usage else [""] * ROWS
    rows = (f"{row},{label}{end}" for row, (label, end) in enumerate(zip(labels, part, strict=True)))
    return "\n".join(["id,label,Usage" if usage else "id,label", *rows, ""]).encode()


@dataclass
class Bench:
    contest: Contest
    files: list[bytes]
    judging: float = 0.0

    def send(self, number: int, state: str = WorkState.DONE) -> Judgement:
        team, user = self.contest.teams["Alice"], self.contest.users["Alice"]
        content = self.files[number % DIFFERENT]
        sent = make_submission(team, user, content, state=state, seated=False, request_id=f"sent-{number}")
        return sent.judgements.get()

    def timed(self, judge: Callable[[Judgement], object], judgement: Judgement) -> object:
        begin = perf_counter()
        try:
            return judge(judgement)
        finally:
            self.judging += perf_counter() - begin

    def waits(self, numbers: range, judged: Callable[[Judgement], None]) -> list[float]:
        """Seconds from the row of each live upload to its score."""
        found = []
        for number in numbers:
            judgement = self.send(number, WorkState.QUEUED)
            begin = perf_counter()
            judged(judgement)
            found.append(perf_counter() - begin)
        return found


def scored_meanwhile(judgement: Judgement) -> None:
    while Judgement.objects.get(pk=judgement.pk).state != WorkState.DONE:
        sleep(0.002)


def scored_here(judgement: Judgement) -> None:
    working.judge_one(judgement_pk=judgement.pk)


def in_a_thread(deed: Callable[[], list[float]]) -> list[float]:
    try:
        return deed()
    finally:
        connection.close()


def moment(rescoring: Rescoring) -> None:
    chain = DarkChain.objects.filter(rescoring=rescoring).latest("pk")
    judge_for_a_moment(chain_pk=chain.pk, turn=chain.turn, judge=lambda pk: working.judge_one(judgement_pk=pk))


def test_judging_in_the_dark_leaves_live_uploads_their_time(
    report: Report, files: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(Contest(), [table(seed) for seed in range(DIFFERENT)])
    bench.contest.key = make_key(bench.contest.competition, table(50, usage=True))
    for number in range(FILES):
        bench.send(number)
    idle = bench.waits(range(FILES, FILES + LIVE), scored_here)
    rescoring = bench.contest.proposed(table(51, usage=True)).rescoring
    assert rescoring
    with ThreadPoolExecutor(1) as thread:
        live = thread.submit(in_a_thread, partial(bench.waits, range(2 * FILES, 2 * FILES + LIVE), scored_meanwhile))
        while not live.done():
            moment(rescoring)
    monkeypatch.setattr(working, "_found_out", partial(bench.timed, working._found_out))
    left, begin = dark_waiting().count(), perf_counter()
    while dark_waiting().exists():
        moment(rescoring)
    share = bench.judging / (perf_counter() - begin)
    times = sorted(live.result())[LIVE // 2] / sorted(idle)[LIVE // 2]
    head = ("", "found", "goal", "")
    lines = [
        (f"share of judging, {left} files of {ROWS:,} rows", f"{share:.0%}", f"{BUSY:.0%}", against(-BUSY, -share)),
        ("live upload, idle, median ms", milliseconds(sorted(idle)[LIVE // 2]), "", ""),
        ("live upload meanwhile, median ms", milliseconds(sorted(live.result())[LIVE // 2]), "", ""),
        ("live upload meanwhile, times idle", f"{times:.1f}", f"{TIMES_IDLE:.0f}", against(TIMES_IDLE, times)),
    ]
    report.table("B3 · everything judged again", head, lines)
