"""Django's SQLite, with the threads of one process writing in turn. SQLite lets whoever waits for the lock look again
after pauses that grow to a tenth of a second: of many waiting threads the last came hardly ever, and gave up."""

from __future__ import annotations

import os
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base

_turn = Lock()


def _new_turn() -> None:
    """A worker is forked while another thread of its parent may be writing."""
    global _turn  # noqa: PLW0603 - one for the process
    _turn = Lock()


os.register_at_fork(after_in_child=_new_turn)


class DatabaseWrapper(base.DatabaseWrapper):
    # The four below are Django's own hooks of a backend; its stubs know only what others may call.
    held: Lock | None = None  # while it is our turn

    def _start_transaction_under_autocommit(self) -> None:
        turn = _turn
        # Whoever waited in vain goes on all the same: SQLite has the last word.
        if turn.acquire(timeout=self.settings_dict["OPTIONS"]["timeout"]):
            self.held = turn
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._pass_on()
            raise

    def _commit(self) -> Any:
        done = super()._commit()  # type: ignore[misc]
        self._pass_on()  # where it failed there is a rollback yet to come
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._pass_on()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        held, self.held = self.held, None
        if held:
            held.release()
