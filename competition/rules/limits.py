"""How often things may be tried, and why each number.

A class of 300 may sit behind one router. What is given back when it was right (a password, a code) can be tight for
an address too; what can't be given back (mail) must let the whole class in at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

A_WHILE = timedelta(minutes=5)
A_CLASS = 300


@dataclass(frozen=True)
class Limit:
    """`most` tries of `what` by or for `whom`, in each `window`."""

    what: str
    whom: str
    most: int
    window: timedelta = A_WHILE

    @property
    def key(self) -> str:
        # Hashed: an address may be longer than the column, and the table need not hold anybody's.
        return f"{self.what}:{hashlib.sha256(self.whom.lower().encode()).hexdigest()[:40]}"


def password_tries(email: str, network: str) -> tuple[Limit, ...]:
    """Five are a typing error; sixty wrong ones from one place in five minutes are not a class that mistypes."""
    return Limit("password", email, 5), Limit("password-from", network, 60)


def second_factor_tries(user_id: int, network: str) -> tuple[Limit, ...]:
    return Limit("second-factor", str(user_id), 5), Limit("second-factor-from", network, 60)


def code_tries(session: str, network: str) -> tuple[Limit, ...]:
    """A mailed code has 20^8 values; ten tries of five codes in a quarter of an hour are no danger."""
    return Limit("code", session, 10), Limit("code-from", network, 60)


def mails(kind: str, email: str, network: str) -> tuple[Limit, ...]:
    """For one inbox few, so that nobody can be flooded."""
    return Limit(f"{kind}-mail", email, 5, timedelta(minutes=15)), Limit(f"{kind}-mail-from", network, A_CLASS)


def sign_ups(network: str) -> tuple[Limit, ...]:
    return (Limit("sign-up-from", network, A_CLASS),)


def forged_links(network: str) -> tuple[Limit, ...]:
    return (Limit("link-from", network, 60),)


def challenges(network: str) -> tuple[Limit, ...]:
    return (Limit("challenge-from", network, A_CLASS),)


def new_keys(user_id: int) -> tuple[Limit, ...]:
    """Each is a row, a mail and a line in the log that stays for ever."""
    return (Limit("new-key", str(user_id), 20, timedelta(hours=1)),)


def wrong_keys(network: str) -> tuple[Limit, ...]:
    return (Limit("key-from", network, 60),)
