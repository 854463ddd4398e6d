"""Everybody's address, name, roster id and section carry a mark. No mark may turn up with anybody it isn't for."""

import hashlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from competition.actions.allowances import take_each
from competition.actions.announcements import announce
from competition.actions.competitions import move_dates
from competition.actions.invitations import create_invitation
from competition.actions.keys import make_key
from competition.actions.log import By
from competition.actions.roster import apply_roster
from competition.models.running import OutgoingMail
from competition.rules.limits import password_tries
from tests.access import expectations as words
from tests.access.askers import Asker, people, programs
from tests.access.browser import Answer, Browser
from tests.access.cast import CAST, HOME
from tests.access.expectations import expectation
from tests.access.matrix import askers, violations
from tests.access.mutation import Mutant
from tests.access.routes import Route, Target, routes, targets
from tests.access.world import World
from tests.factories import NOW

pytestmark = pytest.mark.django_db

PERSONAL = {"email", "name", "roster id", "section", "alias"}
# As a page, as a piece of one, and as whatever a program might hope for.
FORMS: list[tuple[str, dict[str, str]]] = [
    ("", {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "main"}),
    ("?format=json", {"HTTP_ACCEPT": "application/json"}),
    ("?format=csv", {"HTTP_ACCEPT": "text/csv"}),
]


# Of everybody who is not staff, as many as differ; as plain pages the matrix has read them all.
READERS = {"anonymous", "Alice", "Bob", "Felix", "Dana", "Alice’s key", "Dana’s key", "no key"}


def worth_reading(route: Route, asker: Asker, every: list[Target]) -> Iterator[Target]:
    """What the asker may open, and one page that says no."""
    profile = expectation(route.name)
    assert profile
    refused: list[Target] = []
    for target in every:
        if profile.expected(asker, target, "GET") in {words.PAGE, words.ELSEWHERE}:
            yield target
        else:
            refused.append(target)
    yield from refused[:1]


def crawl(world: World) -> Iterator[tuple[str, Asker, Target, Route, Answer]]:
    every = [asker for asker in (*people(world), *programs(world)) if asker.name in READERS]
    for route in routes():
        if route.is_admin:
            continue
        for asker in askers(route, every):
            for target in worth_reading(route, asker, targets(world, route)):
                for query, headers in FORMS:
                    answer = asker.browser.ask("GET", target.address + query, **headers)
                    yield query or "htmx", asker, target, route, answer


def test_there_are_canaries_enough(world: World) -> None:
    marked = [secret for secret in world.secrets.known.values() if secret.kind in PERSONAL]
    assert len(marked) >= 50
    # Of each competition: the words of six test rows and of a probe, and three hashes.
    secret = [secret for secret in world.secrets.known.values() if secret.kind == "answer"]
    assert [len(secret), {len(each.readers) for each in secret}] == [10 * len(world.competitions), {0}]
    kinds = {(person, kind) for person in CAST for kind in ("email", "name", "alias")}
    assert kinds <= {(secret.what.split("’")[0], secret.kind) for secret in marked}


def test_no_answer_in_any_form_holds_a_strangers_mark(world: World) -> None:
    hashes = hashed_addresses(world)
    found, read = [], 0
    for form, asker, target, route, answer in crawl(world):
        read += 1
        told = answer.everything.replace(target.address.encode(), b"")
        profile = expectation(route.name)
        assert profile
        leaks = world.secrets.leaks(told, asker.person, profile.open_kinds)
        leaks += [owner for digest, owner in hashes.items() if digest in told]
        found += [f"{route.name} {form}: {asker.name}: {target.what}: shows the {leak}" for leak in leaks]
    assert found == []
    assert read > 900


def staff_addresses(world: World) -> Iterator[tuple[Asker, str]]:
    """All that staff may open, and the superuser's pages about data."""
    everybody = {asker.name: asker for asker in people(world)}
    for name in ("Ingrid", "Tariq"):
        for route in routes():
            if not route.is_admin:
                yield from ((everybody[name], target.address) for target in targets(world, route))
    for model in apps.get_app_config("scoring").get_models():
        page = f"admin:scoring_{model._meta.model_name}"
        yield everybody["Ruth"], reverse(f"{page}_changelist")
        for pk in model._default_manager.values_list("pk", flat=True)[:2]:
            yield everybody["Ruth"], reverse(f"{page}_change", args=[pk])


def test_nobody_who_teaches_reads_an_answer_in_any_form(world: World) -> None:
    """Not on the pages of the data either, whole or in pieces, nor in the log, nor in Django's admin."""
    all_else = frozenset({secret.kind for secret in world.secrets.known.values()} - {"answer"})
    opened, found = 0, []
    for asker, address in staff_addresses(world):
        for headers in ({}, FORMS[0][1]):
            answer = asker.browser.ask("GET", address, **headers)
            opened += answer.status == 200
            leaks = world.secrets.leaks(answer.everything.replace(address.encode(), b""), "nobody", all_else)
            found += [f"{address}: {asker.name}: shows the {leak}" for leak in leaks]
    assert found == []
    assert opened > 250


def test_what_was_made_for_the_class_holds_no_answer(world: World) -> None:
    place = f"/c/{world.competitions[HOME, 'open'].slug}/data/"
    alice = Browser(world.sessions["Alice"])
    answers = {name: alice.ask("GET", f"{place}{name}.csv") for name in ("train", "test", "sample_submission")}
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert {name: world.secrets.leaks(answer.everything, "Alice") for name, answer in answers.items()} == {
        name: [] for name in answers
    }
    rows = {name: len(answer.content.splitlines()) - 1 for name, answer in answers.items()}
    assert rows == {"train": 6, "test": 6, "sample_submission": 6}
    learned_from = world.secrets.leaks(answers["train"].everything, "nobody")
    assert learned_from == [f"word of train of {world.competitions[HOME, 'open'].slug}"]


def hashed_addresses(world: World) -> dict[bytes, str]:
    """An address in a hash, as picture services want it, is still an address."""
    return {
        hashlib.new(kind, user.email.encode()).hexdigest().encode(): f"{kind} of {person}’s address"
        for person, user in world.users.items()
        for kind in ("md5", "sha1", "sha256")
    }


def test_mail_holds_nobodys_marks_but_the_readers(world: World) -> None:
    """All the mail that staff can cause, and who reads it."""
    ingrid, course = By(world.users["Ingrid"], "203.0.113.9"), world.courses[HOME]
    wines = world.competitions[HOME, "open"]
    later = NOW.replace(year=2027)
    announce(course=course, competition=None, by=ingrid, title="News", text="Read this.", also_mail=True)
    move_dates(competition=wines, by=ingrid, dates={"closes_at": later}, reason="Ill.", now=NOW)
    create_invitation(
        course=course,
        by=ingrid,
        role="student",
        email="new@example.org",
        most_uses=1,
        expires_at=later,
    )
    apply_roster(roster_import=world.roster_imports[HOME], by=ingrid, mail_new=True)
    make_key(user=world.users["Alice"], by=By(world.users["Alice"]), name="laptop", scopes=["read"], expires_at=None)
    owners = {user.email: person for person, user in world.users.items()}
    mails = list(OutgoingMail.objects.all())
    # Whoever has no account yet is invited by the course's own name.
    found = [
        f"{mail.subject} to {mail.to}: shows the {leak}"
        for mail in mails
        for reader in [owners.get(mail.to, "a stranger")]
        for leak in world.secrets.leaks(
            f"{mail.subject}\n{mail.body}".encode(), reader, frozenset() if reader in CAST else frozenset({"course"})
        )
    ]
    assert found == []
    reached = {owners.get(mail.to, "a stranger") for mail in mails}
    assert reached == {"Alice", "Bob", "Charlie", "a stranger"}


def test_pages_of_errors_say_nothing_about_anybody(world: World) -> None:
    alice, session = "Alice", world.sessions["Alice"]
    bob = world.users["Bob"]
    breaks = Mutant("", "competition.views.home:home", "now = timezone.now()", f"raise ValueError({bob.email!r})")
    with breaks.alive():
        answers = {500: Browser(session).ask("GET", "/")}
    answers[404] = Browser(session).ask("GET", "/nothing/at/all")
    answers[403] = Browser(session, enforce_csrf=True).ask("POST", "/account/", {"name": "x"})
    with override_settings(LARGEST_ROSTER=10):
        file = SimpleUploadedFile("x.csv", b"x" * 11)
        answers[413] = Browser(session).ask("POST", "/account/", {"file": file})
    for _ in range(5):
        take_each(limits=password_tries(bob.email, "127.0.0.1"))
    answers[429] = Browser().ask("POST", "/account/login/", {"login": bob.email, "password": "wrong"})
    answers[400] = Browser(session).ask("GET", "/", HTTP_HOST="elsewhere.example")
    answers[405] = Browser(session).ask("DELETE", "/account/")
    assert {code: answer.status for code, answer in answers.items()} == {code: code for code in answers}
    assert {code: world.secrets.leaks(answer.everything, alice) for code, answer in answers.items()} == {
        code: [] for code in answers
    }


PLANTS = [
    (
        Mutant(
            "assistants choose too", "competition.views.lookups:led_competition", "if not access", "if False and access"
        ),
        "opening-choices: Tariq: GET open-dl-2026 (/teach/c/open-dl-2026/opening/choices/): "
        "shows the seed of open-dl-2026",
    ),
    (
        Mutant(
            "the metric tells what the answers are",
            "scoring.queries.keys:scored_by",
            "if setting.value is not None]",
            'if setting.value is not None] + [Setting("hash", key.sha256, "")]',
        ),
        "competition-metric: Alice: GET open-dl-2026 (/c/open-dl-2026/metric/): "
        "shows the hash of the answers of open-dl-2026",
    ),
    (
        Mutant("students are named as staff are", "competition.queries.people:staff", "role__in=STAFF_ROLES, ", ""),
        "course: Bob: GET dl-2026 (/courses/dl-2026/): shows the Charlie’s name on the roster of dl-2026",
    ),
    (
        Mutant(
            "one's own data hold everybody's lines of the log",
            "competition.queries.personal_data:personal_data",
            "LogEntry.objects.filter(actor=user)",
            "LogEntry.objects.all()",
        ),
        "account-data: Alice: GET the page (/account/data/): shows the address in dl-2026’s log",
    ),
]


@pytest.mark.parametrize(("plant", "caught"), PLANTS, ids=lambda value: getattr(value, "what", ""))
def test_a_planted_leak_is_found(world: World, plant: Mutant, caught: str) -> None:
    asked = [route for route in routes() if route.name == caught.partition(":")[0]]
    assert caught not in violations(world, asked)
    with plant.alive():
        assert caught in violations(world, asked)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, (), b"<p>ZQ%s</p>", "", (), ""),
        Answer(302, (("Location", "/?who=zq%s"),), b"", "", (), ""),
        Answer(200, (), b"", "Set-Cookie: who=zq%s", (), ""),
        Answer(200, (("X-From", "203.0.113.9"),), b"", "", (), ""),
    ],
)
def test_a_mark_is_found_in_body_headers_and_cookies(world: World, answer: Answer) -> None:
    mark = next(mark for mark, secret in world.secrets.known.items() if secret.what == "Bob’s e-mail address")
    told = answer.everything.replace(b"zq%s", mark).replace(b"ZQ%s", mark.upper())
    assert len(world.secrets.leaks(told, "Alice")) == 1
    assert world.secrets.leaks(told, "Ingrid") == []
