"""Until the reveal nothing that anybody can notice depends on a private label: worlds of one seed, which differ in the
private labels alone, answer everybody in the same way, byte for byte. What the web process asks the database, the mail,
the log and every table but the vault's are the same too."""

from functools import cache

import pytest

from scoring.judging import answers
from scoring.vault.doors import copies
from tests.access.routes import Route
from tests.secrecy.walk import EVERY_FORM, PAGE, PAGES, Forms, Record, differences, listening, take_stock, walk, walked
from tests.secrecy.worlds import (
    SmallWorld,
    Twist,
    all_permuted,
    as_drawn,
    made,
    one_flipped,
    order_reversed,
    redrawn,
    undefined,
)

PLAYERS = {name: PAGES[name] for name in ("Alice", "Charlie", "Tariq")}
TWISTS = (one_flipped, all_permuted, order_reversed, redrawn)


def recorded(seed: int, twist: Twist, forms: Forms) -> Record:
    """Ingrid first looks without a copy of the private scores, then gets one and looks at everything: nothing of
    what she sees may stay where others find it."""
    record = Record()
    with listening() as lines, made(seed, twist) as world:
        record.logged["", "the work", ""] = list(lines)
        take_stock(record)
        record.sealed = {key.pk: copies(key=key.pk) for key in (world.key, world.dark)}
        staff, others = _split(forms)
        walk(world, record, staff, walked())
        world.let_ingrid_look()
        walk(world, Record(), {"Ingrid": PAGES["Ingrid"]}, [route for route in walked() if "teach/" in route.pattern])
        walk(world, record, others, walked())
        if forms is not PAGES:
            later(world, record)
    return record


def later(world: SmallWorld, record: Record) -> None:
    for moment, change in ((" on a ladder", world.climb), (" after the close", world.close)):
        change()
        record.moment = moment
        walk(world, record, PLAYERS, of_scores())


def of_scores() -> list[Route]:
    return [route for route in walked() if any(word in route.pattern for word in ("board", "submi"))]


def _split(forms: Forms) -> tuple[Forms, Forms]:
    return (
        {name: each for name, each in forms.items() if name == "Ingrid"},
        {name: each for name, each in forms.items() if name != "Ingrid"},
    )


@cache
def as_it_was_drawn(seed: int) -> Record:
    return recorded(seed, as_drawn, EVERY_FORM)


def compared(seed: int, twist: Twist, forms: Forms) -> list[str]:
    left, right = as_it_was_drawn(seed), recorded(seed, twist, forms)
    assert left.sealed != right.sealed, "worlds that do not differ prove nothing"
    assert len(right.answers) > 200
    return differences(left, right)


def test_a_world_made_twice_is_the_same_world() -> None:
    """Else nothing below would mean anything."""
    left, right = as_it_was_drawn(1), recorded(1, as_drawn, {"Alice": (PAGE,)})
    assert (differences(left, right), left.sealed == right.sealed) == ([], True)
    assert {answer[0] for answer in left.answers.values()} == {200, 302, 401, 403, 404, 405, 422, 503}
    assert all(not answer[-1] for answer in left.answers.values())


@pytest.mark.parametrize("twist", TWISTS)
def test_nothing_depends_on_a_private_label(twist: Twist) -> None:
    assert compared(1, twist, EVERY_FORM if twist is order_reversed else PAGES) == []


def test_a_metric_that_fails_on_private_rows_alone_changes_nothing_for_the_class(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The staff are told, and only they. Answers like these are refused as a rule, but some metrics fail later."""
    monkeypatch.setattr(answers, "check_parts", lambda *parts: None)
    found = compared(1, undefined, {name: EVERY_FORM[name] for name in ("Alice", "Charlie", "Dana", "anonymous")})
    assert found == ["tables: competition_outgoingmail"]


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(2, 42))
def test_nor_in_forty_other_terms(seed: int) -> None:
    for twist in TWISTS:
        assert compared(seed, twist, EVERY_FORM) == []
    as_it_was_drawn.cache_clear()
