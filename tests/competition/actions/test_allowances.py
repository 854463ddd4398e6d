from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Lock
from typing import TypeVar

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from pytest_django import Settings

from competition.actions.allowances import TooManyTriesError, forget_old, give_back, take, take_each
from competition.models.running import Allowance
from competition.rules import limits
from competition.rules.limits import Limit
from tests.competition.people import LOGIN, member, sign_in
from tests.factories import NOW, PASSWORD

T = TypeVar("T")
FIVE = Limit("password", "alice@example.org", 5)


class Counting(MD5PasswordHasher):
    """Counts the checks it is asked for, of known and of made-up accounts alike."""

    algorithm = "counting"
    lock = Lock()
    computed = 0

    def encode(self, password: str, salt: str) -> str:
        with self.lock:
            type(self).computed += 1
        return super().encode(password, salt)


@pytest.fixture
def hashes(settings: Settings) -> Callable[[], int]:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    Counting.computed = 0
    return lambda: Counting.computed


@pytest.mark.django_db
def test_as_many_pass_as_the_limit_says_and_the_next_window_is_fresh() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert [take(limit=FIVE) for _ in range(7)] == [True] * 5 + [False] * 2
        clock.shift(timedelta(minutes=5))
        assert [take(limit=FIVE) for _ in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.django_db
def test_what_is_given_back_can_be_taken_again() -> None:
    for _ in range(20):
        take_each(limits=[FIVE])
        give_back(limits=[FIVE])
    assert Allowance.objects.get().used == 0


@pytest.mark.django_db
def test_a_refusal_takes_nothing_and_says_when_to_come_again() -> None:
    one = Limit("password-from", "10.0.0.1", 1)
    with time_machine.travel(NOW, tick=False):
        take_each(limits=[FIVE, one])
        with pytest.raises(TooManyTriesError) as refusal:
            take_each(limits=[FIVE, one])
        assert refusal.value.seconds == 300
    assert [row.used for row in Allowance.objects.order_by("pk")] == [1, 1]


@pytest.mark.django_db
def test_the_table_names_nobody_and_forgets() -> None:
    with time_machine.travel(NOW, tick=False):
        take(limit=FIVE)
        assert "alice" not in Allowance.objects.get().key
        assert forget_old(now=NOW + timedelta(hours=1)) == 0
        assert forget_old(now=NOW + timedelta(days=2)) == 1


def test_upper_case_is_no_second_account() -> None:
    assert Limit("password", "ALICE@example.org", 5).key == FIVE.key


@pytest.mark.django_db(transaction=True)
def test_of_fifty_at_once_exactly_five_pass() -> None:
    assert sorted(at_once(lambda: take(limit=FIVE), 50)) == [False] * 45 + [True] * 5


@pytest.mark.django_db(transaction=True)
def test_fifty_bad_sign_ins_at_once_compute_at_most_six_hashes(hashes: Callable[[], int]) -> None:
    alice = member("Alice")
    before = hashes()
    statuses = at_once(lambda: sign_in(Client(), alice, "not this one"), 50)
    assert sorted(statuses) == [200] * 5 + [429] * 45
    assert hashes() - before <= 6


@pytest.mark.django_db(transaction=True)
def test_fifty_bad_sign_ins_of_nobody_at_once_look_the_same(hashes: Callable[[], int]) -> None:
    nobody = {"login": "nobody@example.org", "password": "not this one"}
    statuses = at_once(lambda: Client().post(LOGIN, nobody).status_code, 50)
    assert sorted(statuses) == [200] * 5 + [429] * 45
    assert hashes() <= 6


@pytest.mark.django_db
def test_two_hundred_good_sign_ins_from_one_address_pass() -> None:
    class_of_200 = [member(f"Student{number}") for number in range(200)]
    assert {sign_in(Client(), user) for user in class_of_200} == {302}


@pytest.mark.django_db
def test_one_address_can_not_try_one_password_on_everybody() -> None:
    statuses = [
        Client().post(LOGIN, {"login": f"someone{number}@example.org", "password": PASSWORD}).status_code
        for number in range(61)
    ]
    assert statuses == [200] * 60 + [429]


@pytest.mark.django_db
def test_a_refused_try_says_when_to_come_again_and_the_right_password_must_wait_too() -> None:
    alice = member("Alice")
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            sign_in(Client(), alice, "not this one")
        refused = Client().post(LOGIN, {"login": alice.email, "password": PASSWORD})
        assert (refused.status_code, refused["Retry-After"]) == (429, "300")
        assert "Try again in 5 minutes." in refused.content.decode()
        clock.shift(timedelta(minutes=5))
        assert sign_in(Client(), alice) == 302


@pytest.mark.django_db
def test_an_unknown_account_is_refused_in_the_same_bytes() -> None:
    alice = member("Alice")
    with time_machine.travel(NOW, tick=False):
        pages = [refused_page(email) for email in (alice.email, "zelda@example.org")]
    assert pages[0] == pages[1]


def refused_page(email: str) -> bytes:
    client = Client()
    wrong = {"login": email, "password": "not this one"}
    return [client.post(LOGIN, wrong) for _ in range(6)][-1].content.split(b"<main")[1]


def test_every_limit_for_an_address_lets_a_class_in() -> None:
    for limit in (limits.mails("code", "a@b.org", "10.0.0.1")[1], *limits.sign_ups("10.0.0.1")):
        assert limit.most >= 300


def at_once(do: Callable[[], T], times: int) -> list[T]:
    def one(_: int) -> T:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
