"""Everybody asks for everything that has to do with the competition, and all that can be noticed is written down."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.urls import reverse

from competition.serving.rights import SECRET_APPS
from scoring.models.finals import PreviewCopy
from scoring.models.openings import Opening
from tests.access.browser import Browser
from tests.access.routes import Route, routes
from tests.secrecy.worlds import SmallWorld

PIECE = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "main"}
# As a page, as a piece of one, as whatever a program might hope for, without a body, and as a deed.
PAGE, AS_PIECE, WISHED, HEAD, DEED = "page", "piece", "wished", "head", "deed"
WISHES = "?ordering=private_value&sort=private&format=csv&private__gt=0.5"
Forms = Mapping[str, Sequence[str]]
# Who is outside gets one refusal in every form.
EVERY_FORM: Forms = {
    "Ingrid": (PAGE, AS_PIECE),
    "Alice": (PAGE, AS_PIECE, WISHED, HEAD, DEED),
    "Charlie": (PAGE,),
    "Tariq": (PAGE, WISHED),
    "Dana": (PAGE,),
    "Gus": (PAGE,),
    "anonymous": (PAGE,),
}
PAGES: Forms = dict.fromkeys(("Ingrid", "Alice", "Charlie", "Tariq"), (PAGE,))
# What differs between the worlds by itself, and no page may show: the canaries of tests/access see to that.
OF_THE_ANSWERS = {("scoring_answerkey", "sha256")}
SAVEPOINT = re.compile(r"SAVEPOINT")


@dataclass
class Record:
    """What each answer was, what the web process asked the database, and what lies where it could find it."""

    answers: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    asked: dict[tuple[str, str, str], list[Any]] = field(default_factory=dict)
    tables: dict[str, list[Any]] = field(default_factory=dict)
    cached: dict[str, Any] = field(default_factory=dict)
    logged: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    sealed: Any = None
    moment: str = ""


def differences(left: Record, right: Record) -> list[str]:
    """Of what both were asked."""
    found = []
    for what in ("answers", "asked", "logged", "tables", "cached"):
        one, other = getattr(left, what), getattr(right, what)
        found += [f"{what}: {key}" for key in one if key in other and one[key] != other[key]]
    return found


def of_the_competition(route: Route) -> bool:
    """All else of the site is the ground floor's, which knows of no score."""
    return "c/<slug:slug>/" in route.pattern or "competitions/<slug:slug>" in route.pattern or not route.parameters


def addresses(world: SmallWorld, route: Route) -> Iterator[str]:
    """Of what Alice's team sent, what Charlie sent, and nothing."""
    if not route.parameters:
        yield reverse(route.name)
        return
    alice, charlie = (world.teams[name] for name in ("Alice", "Charlie"))
    things: list[Any] = [1]
    if "submissions/" in route.pattern:
        foreign = charlie.submissions.order_by("pk").values_list("pk", flat=True)
        things = [*(sent.pk for sent in world.mine[-2:]), foreign[0]]
    elif "/teams/" in route.pattern:
        things = [alice.pk, charlie.pk]
    elif "/answers/" in route.pattern:
        things = [world.rescoring.pk]
    more = [name for name in route.parameters if name != "slug"]
    values = {"pk": things, "name": ["sample_submission.csv"], "token": ["1.forged"]}
    for thing in values[more[0]] if more else [None]:
        yield reverse(route.name, kwargs={"slug": "wines"} | ({more[0]: thing} if more else {}))


LEFT_OUT = ("admin:", "account", "mfa", "usersessions", "socialaccount", "openid")


def walked() -> list[Route]:
    """Signing in and the superuser's own pages are left out, and addresses that lead nowhere."""
    return [
        route
        for route in routes()
        if of_the_competition(route) and not route.name.startswith(LEFT_OUT) and "/" not in route.name
    ]


def walk(world: SmallWorld, record: Record, forms: Forms, among: Iterable[Route]) -> None:
    every = list(among)
    for name in forms:
        for route in every:
            for address in addresses(world, route):
                _look(world, record, Question(name, address, route.is_api), forms[name])


@dataclass(frozen=True)
class Question:
    name: str
    address: str
    program: bool


def _look(world: SmallWorld, record: Record, question: Question, forms: Sequence[str]) -> None:
    for form in forms:
        status = _ask(world, record, question, form)
        if form == PAGE and status == 405 and DEED not in forms:
            return
        if form == PAGE and status == 405:
            _ask(world, record, question, DEED)
            return


def _ask(world: SmallWorld, record: Record, question: Question, form: str) -> int:
    place = (question.name + record.moment, form, question.address)
    world.dice.roll(" ".join(place))
    browser = _browser(world, question)
    method = {HEAD: "HEAD", DEED: "POST"}.get(form, "GET")
    address = question.address + (WISHES if form == WISHED else "")
    with asked() as statements, listening() as lines:
        answer = browser.ask(method, address, **(PIECE if form == AS_PIECE else {}))
    record.answers[place] = (*answer.told, answer.broke)
    record.asked[place] = statements
    record.logged[place] = lines
    return answer.status


def _browser(world: SmallWorld, question: Question) -> Browser:
    if question.name == "anonymous":
        return Browser()
    if question.program:
        return Browser(HTTP_AUTHORIZATION=f"Bearer {question.name}")
    return Browser(world.sessions[question.name])


@contextmanager
def asked() -> Iterator[list[Any]]:
    statements: list[Any] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not SAVEPOINT.search(sql):
            statements.append((sql, repr(params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield statements


@contextmanager
def listening() -> Iterator[list[str]]:
    """Every line that is logged meanwhile, from the chattiest level on."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, line: logging.LogRecord) -> None:
            lines.append(f"{line.levelname} {line.name} {line.getMessage()}")

    listener, root = Listener(), logging.getLogger()
    root.addHandler(listener)
    try:
        yield lines
    finally:
        root.removeHandler(listener)


def take_stock(record: Record) -> None:
    """Whatever the web process could read: every table but those of the vault, and the cache."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in SECRET_APPS and model not in {PreviewCopy, Opening}:
            table = model._meta.db_table
            columns = [each.attname for each in model._meta.local_fields if (table, each.name) not in OF_THE_ANSWERS]
            record.tables[table] = list(model._base_manager.order_by("pk").values_list(*columns))
    record.cached = dict(vars(caches["default"])["_cache"])
