"""Everybody's address, name, roster id and section carry a mark. No mark may turn up with anybody it isn't for."""

import hashlib
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

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
        Mutant("students are named as staff are", "competition.queries.people:staff", "role__in=STAFF_ROLES, ", ""),
        "course: Bob: GET dl-2026 (/courses/dl-2026/): shows the Alice’s name on the roster of dl-2026",
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
