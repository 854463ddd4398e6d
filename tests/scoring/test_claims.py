"""Who has a row, and who has lost it, with real threads on a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, active_count
from time import monotonic, sleep
from typing import TypeVar

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from scoring import claims
from scoring.claims import Claim
from scoring.models.claimable import WorkState
from scoring.models.openings import Job
from tests.scoring.openings import make_job

pytestmark = pytest.mark.django_db(transaction=True)
Result = TypeVar("Result")
PAST = 0.05  # seconds after a lease of nothing has run out for certain


@pytest.fixture
def job() -> Job:
    return make_job()


def claimed(job: Job) -> Claim[Job]:
    claim = claims.claim(Job, job.pk)
    assert claim
    return claim


def overtaken(job: Job, settings: Settings) -> tuple[Claim[Job], Claim[Job]]:
    """A worker that was too slow, and the one that has the row now."""
    settings.CLAIM_LEASE = 0
    slow = claimed(job)
    sleep(PAST)
    settings.CLAIM_LEASE = 6
    return slow, claimed(job)


def at_once(number: int, deed: Callable[[], Result]) -> list[Result]:
    start = Barrier(number)

    def run(_: int) -> Result:
        start.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(run, range(number)))


def test_of_twelve_workers_that_hear_the_bell_one_has_the_row(job: Job) -> None:
    for attempt in (1, 2, 3):
        found = [claim for claim in at_once(12, lambda: claims.claim(Job, job.pk)) if claim]
        assert len(found) == 1
        job.refresh_from_db()
        assert (job.state, job.token, job.attempts) == (WorkState.RUNNING, found[0].token, attempt)
        claims.put_back(found[0])


def test_a_row_whose_lease_ran_out_is_claimed_anew(job: Job, settings: Settings) -> None:
    slow, quick = overtaken(job, settings)
    job.refresh_from_db()
    assert (job.token, job.attempts, slow.token == quick.token) == (quick.token, 2, False)


def test_a_worker_that_was_overtaken_changes_nothing(job: Job, settings: Settings) -> None:
    slow, quick = overtaken(job, settings)
    with transaction.atomic():
        assert not claims.still_mine(slow)
    assert not claims.finish(slow, error="Too late.")
    assert not claims.put_back(slow)
    assert not claims.renew(slow)
    assert (slow.lost.is_set(), quick.lost.is_set()) == (True, False)
    assert claims.finish(quick, percent=100)
    job.refresh_from_db()
    assert (job.state, job.percent, job.error, job.token, job.lease_until) == (WorkState.DONE, 100, "", "", None)


def test_a_late_worker_that_nobody_overtook_still_counts(job: Job, settings: Settings) -> None:
    settings.CLAIM_LEASE = 0
    late = claimed(job)
    sleep(PAST)
    with transaction.atomic():
        assert claims.still_mine(late)
        assert claims.finish(late)


def test_what_is_done_is_not_claimed(job: Job) -> None:
    claims.finish(claimed(job))
    assert claims.claim(Job, job.pk) is None


def test_the_lease_is_renewed_for_as_long_as_the_work_goes_on(job: Job, settings: Settings) -> None:
    settings.CLAIM_LEASE, settings.CLAIM_RENEWED_EVERY = 1, 0.1
    threads = active_count()
    with claims.kept(claimed(job)) as claim:
        until = monotonic() + 2.5
        while monotonic() < until:
            assert claims.claim(Job, job.pk) is None
            sleep(0.1)
        assert active_count() == threads + 1
    assert active_count() == threads
    assert claims.finish(claim)


def test_the_thread_that_renews_says_when_the_row_is_lost(job: Job, settings: Settings) -> None:
    settings.CLAIM_RENEWED_EVERY = 0.05
    with claims.kept(claimed(job)) as claim:
        Job.objects.filter(pk=job.pk).delete()
        assert claim.lost.wait(5)


def test_stopping_takes_no_longer_than_it_must(job: Job) -> None:
    start = monotonic()
    with claims.kept(claimed(job)):
        pass
    assert monotonic() - start < 1


def test_inside_a_transaction_the_row_is_held_by_that_alone(job: Job, settings: Settings) -> None:
    settings.CLAIM_RENEWED_EVERY = 0.05
    threads = active_count()
    with transaction.atomic(), claims.kept(claimed(job)) as claim:
        assert active_count() == threads
        sleep(0.2)
        assert claims.still_mine(claim)
    assert not claim.lost.is_set()


def test_a_row_that_three_workers_died_over_is_claimed_no_more(job: Job, settings: Settings) -> None:
    settings.CLAIM_LEASE = 0
    for _ in range(3):
        assert list(claims.spent(Job)) == []
        claimed(job)
        sleep(PAST)
    assert claims.claim(Job, job.pk) is None
    assert list(claims.spent(Job)) == [job]
    assert claims.give_up(claims.spent(Job), error="Our fault.") == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (WorkState.FAILED, "Our fault.")


def test_while_a_result_is_stored_nobody_takes_the_row(job: Job, settings: Settings) -> None:
    settings.CLAIM_LEASE = 0
    late = claimed(job)
    sleep(PAST)
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            assert claims.still_mine(late)
            takes = other.submit(at_once, 1, lambda: claims.claim(Job, job.pk))
            sleep(0.3)
            assert claims.finish(late)
        assert takes.result() == [None]
