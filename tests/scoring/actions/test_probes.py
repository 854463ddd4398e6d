"""A worker looks through what teams sent for files that were made to ask, or copied."""

from math import exp

import pytest

from scoring.actions import probes
from scoring.actions.probes import look_through
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.probes import ProbeWatch, Suspicion, Trace
from scoring.models.submissions import Submission
from scoring.queries.probes import competitions_to_look_through
from scoring.shelves import submissions as shelf
from scoring.tasks import probes as tasks
from scoring.vault.models import SealedScore
from teams.models.teams import TeamKind
from tests.competition.world import World
from tests.factories import make_key, make_submission, make_team
from tests.scoring.boards import League

pytestmark = pytest.mark.django_db
ROWS = range(1, 61)
A_WHILE = 60.0  # the machine may be busy


@pytest.fixture
def league(world: World) -> League:
    probes._predictions.cache_clear()
    return League(world)


def shares_key(league: League) -> AnswerKey:
    """By log loss: thirty public rows and thirty private ones."""
    lines = "".join(f"{row},{row % 2},{'Public' if row <= 30 else 'Private'}\n" for row in ROWS)
    league.key = make_key(league.competition, f"id,label,Usage\n{lines}".encode(), metric="logloss")
    return league.key


def shares(values: dict[int, float], other: float = 0.5) -> bytes:
    return ("id,label\n" + "".join(f"{row},{values.get(row, other)!r}\n" for row in ROWS)).encode()


def spread(seed: int) -> dict[int, float]:
    return {row: (row * seed * 37 % 101 + 1) / 103 for row in ROWS}


def moved(share: float, by: float) -> float:
    """In log-odds."""
    return 1 / (1 + (1 - share) / share * exp(by))


WEIGHTS = {row: moved(0.5, 60 / 2**row) for row in range(1, 8)}


def labels(wrong: int, of: int = 20) -> bytes:
    return ("id,label\n" + "".join(f"{row},{(row + (row <= wrong)) % 2}\n" for row in range(1, of + 1))).encode()


def looked(league: League) -> list[tuple[int, str, float, int | None]]:
    look_through(competition_pk=league.competition.pk, seconds=A_WHILE)
    rows = Suspicion.objects.order_by("submission", "kind")
    return list(rows.values_list("submission", "kind", "strength", "other"))


def test_weighted_rows_are_noted(league: League) -> None:
    shares_key(league)
    team = make_team(league.competition, name="Prober")
    sent = league.send(team, 0.9, shares(WEIGHTS))
    assert looked(league) == [(sent.pk, Trace.WEIGHTS, 7.0, None)]


def test_weights_on_top_of_an_earlier_file_name_it(league: League) -> None:
    shares_key(league)
    team = make_team(league.competition, name="Prober")
    plain = league.send(team, 0.6, shares(spread(3)))
    sent = league.send(team, 0.7, shares(spread(3) | {row: moved(spread(3)[row], 8 / 2**row) for row in range(1, 7)}))
    assert looked(league) == [(sent.pk, Trace.WEIGHTS, 6.0, plain.pk)]


def test_one_changed_row_is_noted_with_the_file_that_it_differs_from(league: League) -> None:
    team = make_team(league.competition, name="Prober")
    first = league.send(team, 0.5, labels(3))
    second = league.send(team, 0.5, labels(4))
    assert looked(league) == [(second.pk, Trace.FEW_ROWS, 1.0, first.pk)]


def test_only_the_team_s_own_last_files_are_compared_row_by_row(league: League) -> None:
    other, team = make_team(league.competition, name="Other"), make_team(league.competition, name="Team")
    league.send(other, 0.5, labels(3))
    for wrong in (4, 8, 12, 16, 20, 0):
        league.send(team, 0.4, labels(wrong))
    league.send(team, 0.4, labels(5))
    assert looked(league) == []


def test_the_same_file_sent_again_tells_nothing_new(league: League) -> None:
    team = make_team(league.competition, name="Pair")
    league.send(team, 0.5, labels(3))
    league.send(team, 0.5, labels(9))
    league.send(team, 0.5, labels(3))
    assert looked(league) == []


def test_a_copied_file_is_noted_of_who_sent_it_later(league: League) -> None:
    shares_key(league)
    first, second = make_team(league.competition, name="First"), make_team(league.competition, name="Second")
    original = league.send(first, 0.6, shares(spread(3)))
    copy = league.send(second, 0.6, shares(spread(3)))
    assert looked(league) == [(copy.pk, Trace.COPY, 1.0, original.pk)]


def test_a_rescaled_copy_of_a_neighbour_s_best_is_noted(league: League) -> None:
    shares_key(league)
    first, second = make_team(league.competition, name="First"), make_team(league.competition, name="Second")
    original = league.send(first, 0.6, shares(spread(3)))
    league.score(first)
    copy = league.send(second, 0.61, shares({row: share**1.1 for row, share in spread(3).items()}))
    ((pk, kind, strength, other),) = looked(league)
    assert (pk, kind, other) == (copy.pk, Trace.COPY, original.pk)
    assert strength == pytest.approx(1)


def test_what_everybody_may_start_from_is_no_copy(league: League) -> None:
    shares_key(league)
    league.send(make_team(league.competition, name="Sample", kind=TeamKind.BENCHMARK), 0.6, shares(spread(3)))
    for name in ("First", "Second"):
        league.send(make_team(league.competition, name=name), 0.6, shares(spread(3)))
    assert looked(league) == []


def test_right_labels_are_no_copies_and_the_same_slips_are(league: League) -> None:
    for wrong, name in ((0, "Right"), (0, "Right too"), (20, "Wrong"), (20, "Wrong too")):
        league.send(make_team(league.competition, name=name), 0.5, labels(wrong))
    first, second = Submission.objects.filter(team__name__startswith="Wrong").order_by("received_at")
    assert looked(league) == [(second.pk, Trace.COPY, 1.0, first.pk)]


def test_a_refused_file_and_a_lost_one_are_passed_over(league: League, caplog: pytest.LogCaptureFixture) -> None:
    team = make_team(league.competition, name="Pair")
    league.send(team, 0.5, b"no table")
    lost = league.send(team, 0.5, labels(5))
    after = league.send(team, 0.5, labels(6))
    shelf.discard(lost.sha256)
    assert looked(league) == []
    assert ProbeWatch.objects.get().submission_id == after.pk
    (told,) = [each.getMessage() for each in caplog.records if each.name == "scoring.actions.probes"]
    assert told.startswith(f"submission {lost.pk} was not looked through: FileNotFoundError in ")


def test_each_file_is_looked_at_once_and_in_its_order(league: League, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def see(submission: Submission, key: AnswerKey) -> list[Suspicion]:
        seen.append(submission.pk)
        return []

    monkeypatch.setattr(probes, "_suspicions", see)
    team = make_team(league.competition, name="Pair")
    sent = [league.send(team, 0.5, labels(wrong)).pk for wrong in (3, 8, 12)]
    looked(league)
    looked(league)
    sent.append(league.send(team, 0.5, labels(15)).pk)
    looked(league)
    assert seen == sent


def test_a_file_that_waits_for_its_score_holds_up_those_after_it(league: League) -> None:
    team = make_team(league.competition, name="Pair")
    done, waits, _ = (league.send(team, 0.5, labels(wrong)) for wrong in (3, 8, 12))
    judgements = Judgement.objects.filter(submission=waits)
    judgements.update(state=WorkState.QUEUED, public_value=None)
    looked(league)
    assert ProbeWatch.objects.get().submission_id == done.pk
    judgements.update(state=WorkState.FAILED)
    looked(league)
    assert ProbeWatch.objects.get().submission_id != done.pk


def test_the_sweep_rings_where_something_is_new(league: League, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    monkeypatch.setattr(tasks, "ring", lambda task, pk: heard.append(pk))
    tasks.sweep_probes()
    league.send(make_team(league.competition, name="Pair"), 0.5, labels(3))
    tasks.sweep_probes()
    tasks.look_through(league.competition.pk)
    tasks.sweep_probes()
    assert heard == [league.competition.pk]


def test_nothing_is_looked_through_while_files_wait(league: League) -> None:
    team = make_team(league.competition, name="Pair")
    for wrong in range(9):
        league.send(team, 0.5, labels(wrong))
    assert competitions_to_look_through() == [league.competition.pk]
    Judgement.objects.update(state=WorkState.QUEUED, public_value=None)
    assert competitions_to_look_through() == []


def test_it_stops_when_somebody_waits(league: League) -> None:
    team = make_team(league.competition, name="Pair")
    first = league.send(team, 0.5, labels(3))
    for wrong in (8, 12):
        league.send(team, 0.5, labels(wrong))
    make_submission(make_team(league.competition, name="Late"), league.world.alice, state=WorkState.QUEUED)
    looked(league)
    assert ProbeWatch.objects.get().submission_id == first.pk


@pytest.mark.parametrize("private", [0.0, 1.0])
def test_it_does_not_depend_on_private_values(league: League, private: float) -> None:
    """The private labels are turned round and the sealed scores with them: what is noted stays the same."""
    flipped = int(private)
    lines = "".join(
        f"{row},{row % 2 ^ (flipped and row > 30)},{'Public' if row <= 30 else 'Private'}\n" for row in ROWS
    )
    league.key = make_key(league.competition, f"id,label,Usage\n{lines}".encode(), metric="accuracy")
    first, second = make_team(league.competition, name="First"), make_team(league.competition, name="Second")
    league.send(first, 0.5, labels(12, of=60))
    league.send(second, 0.5, labels(12, of=60))
    league.send(second, 0.5, labels(13, of=60))
    SealedScore.objects.update(value=private)
    kinds = [(kind, strength) for _, kind, strength, _ in looked(league)]
    assert kinds == [(Trace.COPY, 1.0), (Trace.FEW_ROWS, 1.0)]
