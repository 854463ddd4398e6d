"""The comparison of two worlds is worth what it catches: each leak planted into the code must show."""

import functools

import pytest
from django.core.cache import cache

from tests.access.routes import routes
from tests.secrecy.leaks import LEAKS, Leak
from tests.secrecy.walk import EVERY_FORM, Forms, Record, differences, take_stock, walk
from tests.secrecy.worlds import Twist, as_drawn, made, order_reversed

AT_WORK = [leak for leak in LEAKS if not leak.shows]
ON_A_PAGE = [leak for leak in LEAKS if leak.shows]
FORMS: Forms = {name: EVERY_FORM[name] for name in ("Alice", "Tariq")}


@functools.cache
def looked_at(twist: Twist) -> dict[str, tuple[Record, Record]]:
    """Of one world, for each leak: what is answered without it, and with it."""
    with made(1, twist) as world:
        found = {}
        for leak in ON_A_PAGE:
            shown = [route for route in routes() if route.name in leak.shows]
            assert len(shown) == len(leak.shows)
            healthy, leaking = Record(), Record()
            cache.clear()
            walk(world, healthy, FORMS, shown)
            cache.clear()
            with leak.grow():
                walk(world, leaking, FORMS, shown)
                take_stock(leaking)
            found[leak.what] = healthy, leaking
    return found


@pytest.mark.parametrize("leak", ON_A_PAGE, ids=lambda leak: leak.what)
def test_a_leak_on_a_page_is_noticed(leak: Leak) -> None:
    healthy, leaking = zip(*(looked_at(twist)[leak.what] for twist in (as_drawn, order_reversed)), strict=True)
    assert differences(*healthy) == []
    assert differences(*leaking) != []


def stock_of(twist: Twist) -> Record:
    record = Record()
    with made(1, twist):
        take_stock(record)
    return record


@pytest.mark.parametrize("leak", AT_WORK, ids=lambda leak: leak.what)
def test_a_leak_while_files_are_judged_is_noticed(leak: Leak) -> None:
    with leak.grow():
        assert differences(stock_of(as_drawn), stock_of(order_reversed)) != []


def test_nineteen_were_planted() -> None:
    assert len({leak.what for leak in LEAKS}) == len(LEAKS) == 19
