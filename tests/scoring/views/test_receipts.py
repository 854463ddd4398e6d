"""What a team can show later, and what others can make of it."""

import pytest

from scoring.models.judgements import Judgement
from scoring.models.submissions import Seat, Submission
from scoring.rules.receipts import Receipt, genuine
from tests.competition.world import World, browser_of
from tests.factories import make_key, make_team
from tests.scoring.sending import send


@pytest.fixture
def sent(world: World) -> Submission:
    make_key(world.competition)
    return send(make_team(world.competition, world.alice, name="Foxes"), world.alice, b"id\n1\n").submission


def text(world: World, sent: Submission) -> str:
    answer = browser_of(world.alice).get(f"/c/wines/submissions/{sent.pk}/receipt/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="receipt-{sent.pk}.txt"'
    return answer.text


def expected(sent: Submission) -> Receipt:
    return Receipt(
        competition="wines",
        team="Foxes",
        submission=sent.pk,
        file_name="predictions.csv",
        size=5,
        sha256=sent.sha256,
        received_at="2026-10-14T15:00:00.000Z",
        seats_left=4,
    )


def test_it_says_what_arrived_and_when(world: World, sent: Submission) -> None:
    told = text(world, sent)
    assert "Received: 2026-10-14T15:00:00.000Z\nSubmissions left that day: 4\n" in told
    assert genuine(told) == expected(sent)


def test_it_is_found_in_a_mail_that_broke_its_lines(world: World, sent: Submission) -> None:
    told = text(world, sent)
    broken = "> " + "\n".join(told[start : start + 60] for start in range(0, len(told), 60))
    assert genuine(f"Dear Ingrid,\n{broken}\nAlice") == expected(sent)


def test_changed_lines_change_nothing_of_what_was_signed(world: World, sent: Submission) -> None:
    told = text(world, sent).replace("2026-10-14", "2026-10-13")
    assert genuine(told) == expected(sent)


@pytest.mark.parametrize("place", range(20, 200, 20))
def test_a_changed_letter_of_the_signed_part_is_noticed(world: World, sent: Submission, place: int) -> None:
    before, _, signed = text(world, sent).partition("[holdout-receipt ")
    other = "A" if signed[place] != "A" else "B"
    assert genuine(f"{before}[holdout-receipt {signed[:place]}{other}{signed[place + 1 :]}") is None


@pytest.mark.parametrize("made_up", ["", "[holdout-receipt ]", "[holdout-receipt e30:x]", "[holdout-receipt \0é]"])
def test_what_we_did_not_sign_is_none_of_ours(made_up: str) -> None:
    assert genuine(made_up) is None


def test_anybody_signed_in_can_check_one_even_when_the_rows_are_gone(world: World, sent: Submission) -> None:
    told = text(world, sent)
    for model in (Judgement, Seat, Submission):
        model.objects.all().delete()
    page = browser_of(world.dana).post("/receipts/", {"text": told})
    assert (page.status_code, page.context["receipt"].team) == (200, "Foxes")
    assert "This receipt is genuine" in page.text
    assert "This is no receipt of ours." in browser_of(world.dana).post("/receipts/", {"text": "x"}).text


def test_another_team_gets_none(world: World, sent: Submission) -> None:
    address = f"/c/wines/submissions/{sent.pk}/receipt/"
    assert [browser_of(user).get(address).status_code for user in (world.bob, world.dana, world.tariq)] == [
        404,
        404,
        200,
    ]
