"""Everybody asks for everything, and each answer is held against what was expected."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import quote

from tests.access import expectations as words
from tests.access.askers import Asker, people, programs
from tests.access.browser import Answer
from tests.access.cast import standing
from tests.access.expectations import Profile, expectation
from tests.access.routes import Route, Target, routes, targets
from tests.access.world import World

METHODS = ("GET", "HEAD", "POST")
ASK_HEAD = {"anonymous", "Alice", "Ingrid", "Alice’s key", "no key"}
DOORS = ("/account/login/?next=", "/admin/login/?next=")
# An empty form is answered by the deed, or by the form again.
ANSWERED = {words.PAGE, words.ELSEWHERE, "422"}
REFUSED = {words.SIGN_IN, words.FORBIDDEN, words.NOTHING, words.NOT_THIS_WAY, words.NO_KEY}


@dataclass
class Count:
    routes: set[str] = field(default_factory=set)
    askers: set[str] = field(default_factory=set)
    cells: int = 0


@dataclass(frozen=True)
class Cell:
    """One question and its answer."""

    asker: Asker
    target: Target
    method: str
    profile: Profile
    answer: Answer

    @property
    def expected(self) -> str:
        return self.profile.expected(self.asker, self.target, self.method)

    @property
    def is_as_expected(self) -> bool:
        found, expected = outcome(self.answer), self.expected
        answered = expected == words.DONE and found in ANSWERED
        return found == expected or answered or (expected == words.NO_FAULT and self.answer.status < 500)


def violations(world: World, among: Sequence[Route] = (), count: Count | None = None) -> Iterator[str]:
    """Found one by one, so that whoever wants to know only whether there is one needn't wait for all."""
    count = count or Count()
    every = [*people(world), *programs(world)]
    for route in among or routes():
        profile = expectation(route.name)
        if profile is None:
            yield f"{route.name}: no expectation"
            continue
        count.routes.add(route.name)
        for asker in askers(route, every):
            count.askers.add(asker.name)
            cells = list(_cells(world, route, profile, asker))
            count.cells += len(cells)
            for found in (*chain(*(_faults(world, cell) for cell in cells)), *_differences(cells)):
                yield f"{route.name}: {asker.name}: {found}"


def askers(route: Route, every: list[Asker]) -> list[Asker]:
    """Programs ask the API and people the rest. Where rights can't differ by course, a few stand for all."""
    profile = expectation(route.name)
    names = {asker.name for asker in every}
    if route.is_admin:
        # Its pages are slow. What a page about one thing shows to the superuser, the page about all has shown.
        names = {"anonymous", "Ingrid"} | (set() if route.parameters else {"Ruth"})
    elif not route.is_api and profile and profile.relation in {words.the_owner, words.out_or_in}:
        names = {"anonymous", "Alice", "Felix", "Gus", "Ingrid", "Ruth"}
    return [asker for asker in every if asker.name in names and asker.is_program == route.is_api]


def _cells(world: World, route: Route, profile: Profile, asker: Asker) -> Iterator[Cell]:
    met: set[str] = set()
    for target in worth_asking(profile, asker, targets(world, route)):
        expected = profile.expected(asker, target, "GET")
        # HEAD runs what GET runs: a few who ask it, once for each kind of answer, are enough.
        asks_head = asker.name in ASK_HEAD and expected not in met and not route.is_admin
        met.add(expected)
        for method in METHODS if asks_head else ("GET", "POST"):
            yield Cell(asker, target, method, profile, asker.browser.ask(method, target.address))


def worth_asking(profile: Profile, asker: Asker, every: list[Target]) -> Iterator[Target]:
    """Of what an asker gets nothing of, one competition stands for those in other states, and one missing thing for
    those that are missing elsewhere."""
    for target in every:
        answers = {profile.expected(asker, target, method) for method in ("GET", "POST")}
        in_another_state = target.state in {"upcoming", "closed"} and answers <= REFUSED
        missing_elsewhere = not target.own and target.under and standing(asker.person, target.under) == words.OUTSIDER
        if not in_another_state and not missing_elsewhere:
            yield target


def _faults(world: World, cell: Cell) -> Iterator[str]:
    answer, target, expected = cell.answer, cell.target, cell.expected
    place = f"{cell.method} {target.what} ({target.address})"
    if not cell.is_as_expected:
        broke = answer.broke and f", {answer.broke}"
        yield f"{place}: {outcome(answer)} ({answer.status}{broke}) where {expected} was expected"
    if expected in REFUSED and answer.writes:
        yield f"{place}: refused, and yet it wrote: {', '.join(answer.writes)}"
    if expected != words.NO_FAULT:
        told = answer.everything.replace(target.address.encode(), b"")
        for leak in world.secrets.leaks(told, cell.asker.person, cell.profile.open_kinds):
            yield f"{place}: shows the {leak}"


def _differences(cells: list[Cell]) -> Iterator[str]:
    """What is hidden is hidden byte for byte, and HEAD is GET without its body."""
    hidden: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for cell in cells:
        if outcome(cell.answer) in {words.NOTHING, words.SIGN_IN}:
            hidden[cell.method].add(_without_echo(cell))
    for method, answers in hidden.items():
        if len(answers) > 1:
            yield f"{method}: what is missing and what is foreign can be told apart: {_difference(answers)}"
    got = {(cell.target, cell.method): cell for cell in cells}
    for (target, method), cell in got.items():
        if method == "HEAD" and _heading(cell.answer) != _heading(got[target, "GET"].answer):
            yield f"HEAD {target.what} ({target.address}): not as GET"


def outcome(answer: Answer) -> str:
    """The answer in the words of the expectations; a status that nobody expects stays a number."""
    if answer.status == 302:
        return words.SIGN_IN if answer.header("Location").startswith(DOORS) else words.ELSEWHERE
    known = {200: words.PAGE, 401: words.NO_KEY, 403: words.FORBIDDEN, 404: words.NOTHING, 405: words.NOT_THIS_WAY}
    return known.get(answer.status, str(answer.status))


def _heading(answer: Answer) -> tuple[object, ...]:
    """All but the length: a page with a fresh secret in it is never twice equally long."""
    return answer.status, [header for header in answer.headers if header[0] != "Content-Length"]


def _without_echo(cell: Cell) -> tuple[object, ...]:
    """Status, every header, cookies and body. The way back after signing in repeats the address that was asked for:
    that, and nothing else, is taken out."""
    answer, echo = cell.answer, quote(cell.target.address)
    headers = tuple((name, value.replace(echo, "…")) for name, value in answer.headers)
    return answer.status, headers, answer.cookies, answer.content


def _difference(answers: set[tuple[object, ...]]) -> str:
    columns = [{repr(value)[:300] for value in column} for column in zip(*answers, strict=True)]
    return "; ".join(" | ".join(sorted(column)) for column in columns if len(column) > 1)
