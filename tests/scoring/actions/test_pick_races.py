"""Members of one team who pick at the same moment."""

from functools import partial

import pytest

from competition.actions.log import By
from scoring.actions.picks import pick, unpick
from scoring.models.finals import Pick
from scoring.rules.picks import ALL_TAKEN
from tests.competition.actions.test_races import at_once
from tests.factories import make_submission
from tests.scoring.reveals import Contest

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def test_there_are_never_more_picks_than_slots(contest: Contest) -> None:
    members = [By(contest.world.alice), By(contest.world.bob)]
    files = [make_submission(contest.pair, contest.world.alice) for _ in range(6)]
    for _ in range(ROUNDS):
        Pick.objects.all().delete()
        told = at_once(*(partial(pick, submission=file, by=members[n % 2]) for n, file in enumerate(files)))
        assert sorted(told) == sorted(["done"] * 2 + [ALL_TAKEN] * 4)
        assert list(Pick.objects.values_list("slot", flat=True)) == [1, 2]


def test_the_same_file_is_picked_once_however_often_it_is_sent(contest: Contest) -> None:
    by, file = By(contest.world.alice), make_submission(contest.pair, contest.world.alice)
    for _ in range(ROUNDS):
        Pick.objects.all().delete()
        told = at_once(*(partial(pick, submission=file, by=by, slot=slot) for slot in (1, 2, 1, 2)))
        assert (told, Pick.objects.count()) == (["done"] * 4, 1)


def test_one_takes_back_what_the_other_replaces(contest: Contest) -> None:
    by = By(contest.world.alice)
    old, new = (make_submission(contest.pair, contest.world.alice) for _ in range(2))
    for _ in range(ROUNDS):
        Pick.objects.all().delete()
        pick(submission=old, by=by)
        told = at_once(partial(unpick, submission=old, by=by), partial(pick, submission=new, by=by, slot=1))
        assert told == ["done", "done"]
        assert list(Pick.objects.values_list("slot", "submission")) == [(1, new.pk)]
