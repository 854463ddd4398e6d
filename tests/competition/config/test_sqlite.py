"""The default database, where the threads of a process write in turn."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from competition.config.sqlite3 import base
from competition.models.running import Allowance

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL queues its writers by itself"),
]


def free() -> bool:
    return not base._turn.locked()


def write() -> None:
    with transaction.atomic():
        assert base._turn.locked()
        Allowance.objects.filter(key="tries").update(used=F("used") + 1)


def fail() -> None:
    with transaction.atomic():
        raise LookupError


def break_the_connection() -> None:
    with transaction.atomic():
        connection.close()


def begin_in_vain() -> None:
    connection.ensure_connection()
    with patch.object(connection, "transaction_mode", "NEVER"), transaction.atomic():
        pass


@pytest.mark.parametrize(
    ("deed", "error"),
    [(write, None), (fail, LookupError), (break_the_connection, None), (begin_in_vain, DatabaseError)],
    ids=["commit", "rollback", "broken connection", "refused beginning"],
)
def test_the_turn_is_passed_on_however_a_transaction_ends(
    deed: Callable[[], None], error: type[Exception] | None
) -> None:
    if error:
        with pytest.raises(error):
            deed()
    else:
        deed()
    assert free()


def test_reading_takes_no_turn() -> None:
    Allowance.objects.count()
    assert free()


def test_two_hundred_writes_of_twenty_threads_all_succeed() -> None:
    Allowance.objects.create(key="tries", window_ends_at=timezone.now())

    def writes(_: int) -> None:
        for _ in range(10):
            write()
        connection.close()

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(writes, range(20)))
    assert (Allowance.objects.get().used, free()) == (200, True)


def test_a_process_that_is_forked_while_another_thread_writes_may_write() -> None:
    writing, go_on = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            writing.set()
            go_on.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold)
        assert writing.wait(10)
        child = os.fork()
        if child == 0:
            os._exit(0 if free() else 1)
        go_on.set()
        holding.result()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
