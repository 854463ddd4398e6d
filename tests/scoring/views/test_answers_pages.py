"""The pages on the answers of a published competition, as Ingrid and Tariq see them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from competition.models.courses import Role
from scoring.actions.rescorings.reading import read
from scoring.models.rescorings import KeyProposal, RescoringState
from scoring.queries.keys import active_key
from tests.competition.world import browser_of
from tests.factories import enrol, make_user
from tests.scoring.actions.rescorings.contest import REASON, Contest, corrected, guesses
from tests.scoring.views.desk import Page, page_of


@pytest.fixture
def contest(db: None, files: object) -> Contest:
    """Alice leads by one row; by the corrected answers Charlie would lead by three."""
    contest = Contest()
    contest.send("Alice", guesses(1, 2))
    contest.send("Charlie", guesses(4, 6, 7))
    return contest


def get(contest: Contest, name: str = "teach-answers", *more: int) -> Page:
    return page_of(browser_of(contest.ingrid).get(reverse(name, args=[contest.competition.slug, *more])))


def post(contest: Contest, name: str, *more: int, **data: Any) -> Page:
    return page_of(browser_of(contest.ingrid).post(reverse(name, args=[contest.competition.slug, *more]), data))


def better(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("better.csv", content)


def test_from_the_form_to_the_new_board(contest: Contest) -> None:
    sent = post(contest, "teach-answers", file=better(corrected(4, 6)), metric="accuracy", reason=REASON)
    assert sent.status == 302
    waits = get(contest)
    assert waits.says("The new answers are being read") != []
    assert 'hx-trigger="every 1s"' in waits.html
    read(proposal_pk=KeyProposal.objects.get().pk)
    rescoring = contest.competition.rescorings.get()
    assert get(contest).says("A rescoring is under way", "Score by corrected answers") == ["A rescoring is under way"]
    judging = get(contest, "teach-rescoring", rescoring.pk)
    assert judging.says("0 of 2 submissions", "Public leaderboard, old and new") == ["0 of 2 submissions"]
    contest.judge()
    compared = get(contest, "teach-rescoring", rescoring.pk)
    assert compared.says(
        "The true value differs in 2 rows.",
        "Charlie , from 2 to 1",
        "1 2 +1 Charlie 0.9166 0.7500",
        "2 1 -1 Alice 0.6666 0.8333",
        "Apply the new scores",
    ) == [
        "The true value differs in 2 rows.",
        "Charlie , from 2 to 1",
        "1 2 +1 Charlie 0.9166 0.7500",
        "2 1 -1 Alice 0.6666 0.8333",
        "Apply the new scores",
    ]
    assert post(contest, "teach-rescoring-apply", rescoring.pk, reason=REASON).status == 302
    assert active_key(contest.competition) == rescoring.key
    after = get(contest, "teach-rescoring", rescoring.pk)
    assert after.says("Applied by", "Apply the new scores") == ["Applied by"]


def test_dropped_the_form_is_there_again(contest: Contest) -> None:
    rescoring = contest.rescoring(corrected(4))
    assert post(contest, "teach-rescoring-drop", rescoring.pk, reason="No.").status == 302
    rescoring.refresh_from_db()
    assert rescoring.state == RescoringState.DROPPED
    assert get(contest).says("A rescoring is under way", "Score by corrected answers") == ["Score by corrected answers"]


def test_a_refusal_is_told_on_the_page(contest: Contest) -> None:
    refused = post(contest, "teach-answers", metric="accuracy", reason=REASON)
    assert (refused.status, refused.says("Send corrected answers, or choose another metric") != []) == (422, True)
    rescoring = contest.proposed(corrected(4)).rescoring
    assert rescoring
    early = post(contest, "teach-rescoring-apply", rescoring.pk, reason=REASON)
    assert (early.status, early.says("Wait until everything is judged") != []) == (422, True)


def test_what_cannot_be_read_is_told_with_its_remedy(contest: Contest) -> None:
    contest.proposed(b"id,label\n1,1\n")
    assert get(contest).says("19 ids of the answers in use not in better.csv") != []


def test_the_metric_brings_its_settings(contest: Contest) -> None:
    address = reverse("teach-answers", args=[contest.competition.slug])
    page = page_of(browser_of(contest.ingrid).get(address, {"metric": "fbeta"}))
    assert page.chosen("metric") == ["fbeta"]
    assert 'name="knob_beta"' in page.html
    assert browser_of(contest.ingrid).get(address, {"metric": "nonsense"}).status_code == 404


def test_an_assistant_looks_and_changes_nothing(contest: Contest) -> None:
    tariq = make_user("Tariq")
    enrol(tariq, contest.competition.course, Role.ASSISTANT)
    rescoring = contest.rescoring(corrected(4))
    address = reverse("teach-rescoring", args=[contest.competition.slug, rescoring.pk])
    page = page_of(browser_of(tariq).get(address))
    assert page.says("Public leaderboard, old and new", "Apply the new scores") == ["Public leaderboard, old and new"]
    assert browser_of(tariq).post(f"{address}apply/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("teams", [1, 3])
def test_the_comparison_costs_as_much_for_three_teams_as_for_one(
    contest: Contest, teams: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(teams):
        contest.send("Alice", guesses(1))
    rescoring = contest.rescoring(corrected(4))
    browser = browser_of(contest.ingrid)
    with django_assert_max_num_queries(20):
        browser.get(reverse("teach-rescoring", args=[contest.competition.slug, rescoring.pk]))
