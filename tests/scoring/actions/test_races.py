"""Two deeds on one competition at the same moment."""

from dataclasses import replace
from functools import partial

import pytest

from competition.actions.competitions import publish
from competition.models.competitions import Competition
from scoring.models.keys import AnswerKey
from tests.competition.actions.test_races import at_once
from tests.factories import NOW
from tests.scoring.actions.draft import CHOICES, Draft

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def test_a_file_that_comes_while_it_is_published_comes_before_or_not_at_all(draft: Draft) -> None:
    draft.up_to_the_checklist()
    for number in range(ROUNDS):
        draft.checked()
        sent, published = at_once(
            partial(draft.send, "more.csv", b"bean,size,kind\n%d,1,red\n" % number),
            partial(publish, competition=draft.competition, by=draft.by, now=NOW),
        )
        is_published = Competition.objects.get(pk=draft.competition.pk).published_at is not None
        assert [sent == "done", published == "done"] == [not is_published, is_published]
        if is_published:
            Competition.objects.filter(pk=draft.competition.pk).update(published_at=None)
            draft.send("more.csv", b"bean,size,kind\n")
        draft.inspected()
        draft.chosen(replace(CHOICES, seed=number))
        draft.made()


def test_files_made_of_older_choices_are_listed_with_them_or_not_at_all(draft: Draft) -> None:
    draft.send()
    draft.inspected()
    for number in range(ROUNDS):
        draft.chosen(replace(CHOICES, seed=2 * number))
        claim, seen = draft.begun()
        at_once(
            partial(draft.stored, claim, seen),
            partial(draft.chosen, replace(CHOICES, seed=2 * number + 1)),
        )
        assert (draft.opening.chosen.seed, draft.opening.made) == (2 * number + 1, None)
        assert not draft.competition.data_files.exists()
        assert not AnswerKey.objects.filter(active=True).exists()
        job = draft.job
        assert job
        assert (job.task, job.state) == ("make", "queued")
