"""Everybody who may ask: people by their sessions, programs by their keys, and keys that should open nothing."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from competition.actions.keys import digest
from competition.models.keys import ApiKey
from tests.access.browser import Browser
from tests.access.cast import ANONYMOUS, CLOSED_ACCOUNTS, PEOPLE
from tests.access.world import World
from tests.factories import NOW, PASSWORD


@dataclass(frozen=True)
class Asker:
    """`person` is whose rights the asker should have; a key without the scope is known, and refused."""

    name: str
    person: str
    browser: Browser
    is_program: bool = False
    without_scope: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.person != ANONYMOUS


# Charlie may do what Alice may, and Olga and Ruth hold no key that differs from Ingrid's and Nina's: they own things.
BY_SESSION = [person for person in PEOPLE if person != "Charlie"]
BY_KEY = ["Alice", "Bob", "Felix", "Gus", "Tariq", "Ingrid", "Dana", "Nina"]


def people(world: World) -> Iterator[Asker]:
    for person in BY_SESSION:
        rights = ANONYMOUS if person in CLOSED_ACCOUNTS else person
        yield Asker(person, rights, Browser(world.sessions.get(person, "")))


def programs(world: World) -> Iterator[Asker]:
    for person in BY_KEY:
        rights = ANONYMOUS if person in CLOSED_ACCOUNTS else person
        yield Asker(f"{person}’s key", rights, _bearer(world.key_secrets[person]), is_program=True)
    alice = world.users["Alice"]
    as_password = _basic(alice.username, world.key_secrets["Alice"])
    yield Asker("Alice’s key as a password", "Alice", as_password, is_program=True)
    scopeless = _bearer(_spoilt(world, "useless", scopes=[]))
    yield Asker("a key without the scope", "Alice", scopeless, is_program=True, without_scope=True)
    opening_nothing = {
        "no key": Browser(),
        "Alice’s cookie": Browser(world.sessions["Alice"]),
        "an unknown key": _bearer("unknown"),
        "Alice’s key under Bob’s name": _basic(world.users["Bob"].username, world.key_secrets["Alice"]),
        "Alice’s password": _basic(alice.email, PASSWORD),
        "a revoked key": _bearer(_spoilt(world, "revoked", revoked_at=NOW - timedelta(days=1))),
        "an expired key": _bearer(_spoilt(world, "expired", expires_at=NOW)),
    }
    for name, browser in opening_nothing.items():
        yield Asker(name, ANONYMOUS, browser, is_program=True)


def _spoilt(world: World, secret: str, **fields: object) -> str:
    values = {"name": secret, "beginning": secret, "digest": digest(secret), "scopes": ["read", "submit"], **fields}
    ApiKey.objects.get_or_create(user=world.users["Alice"], digest=digest(secret), defaults=values)
    return secret


def _bearer(secret: str) -> Browser:
    return Browser(HTTP_AUTHORIZATION=f"Bearer {secret}")


def _basic(name: str, password: str) -> Browser:
    return Browser(HTTP_AUTHORIZATION="Basic " + base64.b64encode(f"{name}:{password}".encode()).decode())
