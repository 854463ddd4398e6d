"""The reveal while workers die, are overtaken or stumble: in the end it is as if nothing had happened."""

import pytest
from pytest_django import Settings

from competition.models.log import LogEntry
from scoring import claims
from scoring.actions import unsealing
from scoring.actions.standings import lock
from scoring.models.claimable import WorkState
from scoring.models.finals import Reveal
from scoring.models.keys import AnswerKey
from scoring.queries.reveals import revealed, reveals_to_ring_for
from scoring.tasks.reveals import sweep_reveals
from tests.scoring.reveals import Contest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("after_the_close")]


def told() -> list[str]:
    return list(LogEntry.objects.filter(action__startswith="results").values_list("action", flat=True))


@pytest.mark.parametrize("point", ["lock", "final_lines", "_row", "rebuild", "record", "_tell"])
def test_whoever_dies_on_the_way_leaves_nothing_half_done(
    contest: Contest, point: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    contest.send(contest.pair, 0.9, 0.4)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    settings.CLAIM_LEASE = 0
    with monkeypatch.context() as crash:
        crash.setattr(unsealing, point, die)
        with pytest.raises(KeyboardInterrupt):
            contest.reveal()
    assert (contest.board(), revealed(contest.competition), told()) == ([], False, [])
    settings.CLAIM_LEASE = 6
    assert reveals_to_ring_for() == [contest.competition.pk]
    contest.reveal()
    assert contest.board() == [("Pair", 1, 0.4, 1)]
    assert told() == ["results revealed"]


def test_a_worker_that_was_overtaken_copies_nothing(
    contest: Contest, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    contest.send(contest.pair, 0.9, 0.4)
    turns = iter([True])

    def overtaken(key: AnswerKey) -> None:
        if next(turns, False):
            Reveal.objects.update(token="another's")
        lock(key)

    monkeypatch.setattr(unsealing, "lock", overtaken)
    contest.reveal()
    assert (contest.board(), Reveal.objects.get().token) == ([], "another's")


def test_the_sweep_begins_a_reveal_anew_however_many_workers_died(contest: Contest, settings: Settings) -> None:
    settings.CLAIM_LEASE = 0
    contest.send(contest.pair, 0.9, 0.4)
    row = Reveal.objects.create(competition=contest.competition, attempts=3)
    assert claims.claim(Reveal, row.pk) is None
    sweep_reveals()
    row.refresh_from_db()
    assert (row.attempts, row.state) == (0, WorkState.QUEUED)
    contest.reveal()
    assert contest.board() == [("Pair", 1, 0.4, 1)]


def test_an_error_is_named_by_its_place_and_tried_again(
    contest: Contest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    contest.send(contest.pair, 0.9, 0.4242)

    def fail(*_: object, **__: object) -> None:
        raise ValueError("0.4242")

    with monkeypatch.context() as fault:
        fault.setattr(unsealing, "_row", fail)
        contest.reveal()
    assert contest.board() == []
    assert ["ValueError in" in caplog.text, "0.4242" in caplog.text] == [True, False]
    contest.reveal()
    assert contest.board() == [("Pair", 1, 0.4242, 1)]
