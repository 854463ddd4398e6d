"""Every route of the site, walked from the URLconf, and the objects each can be asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.cast import AWAY, HOME
from tests.access.world import World

NOWHERE, NO_NUMBER = "nowhere", 987_654
PARAMETER = re.compile(r"(?<!\?P)<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
PLACE = re.compile(r"(?<!\?P)<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: Any

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(plain or regular for plain, regular in PARAMETER.findall(self.pattern))

    @property
    def is_admin(self) -> bool:
        return self.name.startswith("admin:")

    @property
    def is_api(self) -> bool:
        return self.pattern.startswith("api/")


@dataclass(frozen=True)
class Target:
    """One address. `own` is the course or the person it belongs to, empty where there is no such object; `under` is
    the course that the address names, even where the thing behind it isn't that course's."""

    what: str
    address: str
    own: str = ""
    state: str = ""
    under: str = ""


@cache
def routes(urlconf: str | None = None) -> tuple[Route, ...]:
    found = tuple(_walk(get_resolver(urlconf).url_patterns, "", ""))
    names = [route.name for route in found]
    assert len(names) == len(set(names)), f"named twice: {sorted({name for name in names if names.count(name) > 1})}"
    return found


def _walk(patterns: list[Any], before: str, space: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            assert isinstance(pattern, URLPattern)
            yield Route(space + (pattern.name or path), path, pattern.callback)


ANYTHING = "everybody"


def targets(world: World, route: Route) -> list[Target]:
    """Own and foreign are in the eye of the asker: both courses' objects are here, and some that nobody has."""
    if not route.parameters:
        return [Target("the page", _address(route), ANYTHING)]
    return [_target(route, *row) for row in _rows(world, route)]


def _target(route: Route, what: str, values: dict[str, Any], *rest: str) -> Target:
    own, state, under = (*rest, "", "", "")[:3]
    return Target(what, _address(route, **values), own, state, under or own)


def _address(route: Route, **values: Any) -> str:
    if "/" in route.name:  # has no name of its own
        return "/" + PLACE.sub(lambda place: str(values[place[1] or place[2]]), route.pattern).strip("^$")
    return reverse(route.name, kwargs={name: values[name] for name in route.parameters})


Row = tuple[Any, ...]


def _rows(world: World, route: Route) -> list[Row]:
    """By where the parameters stand in the address, so that a new route of a known kind needs nothing here."""
    parameters = route.parameters
    if parameters == ("token",):
        return [
            *_links(world, "addressed"),
            *_links(world, "open"),
            ("a forged link", {"token": "1.forged"}),
        ]
    if parameters == ("pk",):
        return _things_of_a_person(world, route)
    if parameters[0] == "slug" and "courses/<slug" in route.pattern:
        return _things_of_a_course(world, route)
    if parameters[0] == "slug":
        return _things_of_a_competition(world, route)
    return _anything(route)


def _links(world: World, kind: str) -> list[Row]:
    tokens = {course: world.token(course, addressed=kind == "addressed") for course in (HOME, AWAY)}
    return [(f"{kind} link into {course}", {"token": token}, course, kind) for course, token in tokens.items()]


def _things_of_a_person(world: World, route: Route) -> list[Row]:
    things: dict[str, Any] = world.authenticators if "2fa" in route.pattern else world.api_keys
    rows: list[Row] = [(f"{person}’s", {"pk": things[person].pk}, person) for person in ("Alice", "Charlie", "Ingrid")]
    return [*rows, ("nobody’s", {"pk": NO_NUMBER})]


def _things_of_a_course(world: World, route: Route) -> list[Row]:
    if "pk" not in route.parameters:
        return [*((course, {"slug": course}, course) for course in (HOME, AWAY)), ("no course", {"slug": NOWHERE})]
    kind = route.pattern.split("<int:pk>")[0].rstrip("/").rsplit("/", 1)[-1]
    things: dict[str, dict[str, Any]] = {
        "people": {HOME: world.enrolments["Alice", HOME], AWAY: world.enrolments["Dana", AWAY]},
        "invitations": dict(world.invitations),
        "roster": dict(world.roster_imports),
        "announcements": dict(world.announcements),
    }
    both = {course: things[kind][course].pk for course in (HOME, AWAY)}
    return [
        *((course, {"slug": course, "pk": both[course]}, course) for course in (HOME, AWAY)),
        *_crossed({HOME: HOME, AWAY: AWAY}, "pk", both, NO_NUMBER),
    ]


def _things_of_a_competition(world: World, route: Route) -> list[Row]:
    slugs = {place: competition.slug for place, competition in world.competitions.items()}
    more = [name for name in route.parameters if name != "slug"]
    if not more:
        rows: list[Row] = [(slug, {"slug": slug}, *place) for place, slug in slugs.items()]
        return [*rows, ("no competition", {"slug": NOWHERE})]
    (name,) = more
    missing = {"pk": NO_NUMBER, "name": "nothing.csv", "token": "1.forged"}[name]
    things = {place: _called(world, route, name, place) for place in slugs}
    open_slugs = {course: slugs[course, "open"] for course in (HOME, AWAY)}
    open_things = {course: things[course, "open"] for course in (HOME, AWAY)}
    return [
        *((slugs[place], {"slug": slugs[place], name: things[place]}, *place) for place in slugs),
        *_crossed(open_slugs, name, open_things, missing),
    ]


def _called(world: World, route: Route, name: str, place: tuple[str, str]) -> Any:
    """What a thing of a competition is called in addresses of this kind."""
    if name == "token":
        return world.team_token(place)
    if name == "name":
        return world.data_files[place].name
    kinds: dict[str, Any] = {
        "/opening/": world.inbox_files,
        "/teams/": world.teams,
        "/files/": world.data_files,
        "/answers/": world.rescorings,
        "/annotated/": world.refused_submissions,
        "/submissions/": world.submissions,
    }
    return next(things for piece, things in kinds.items() if piece in route.pattern)[place].pk


def _crossed(slugs: dict[str, str], name: str, things: dict[str, Any], missing: Any) -> list[Row]:
    """The other course's thing under one's own course, and things that nobody has."""
    return [
        (f"{AWAY}’s under {HOME}", {"slug": slugs[HOME], name: things[AWAY]}, "", "", HOME),
        (f"{HOME}’s under {AWAY}", {"slug": slugs[AWAY], name: things[HOME]}, "", "", AWAY),
        (f"nothing under {HOME}", {"slug": slugs[HOME], name: missing}, "", "", HOME),
        (f"nothing under {AWAY}", {"slug": slugs[AWAY], name: missing}, "", "", AWAY),
        ("nothing under nothing", {"slug": NOWHERE, name: missing}),
    ]


def _anything(route: Route) -> list[Row]:
    """Django's own routes, and addresses that lead nowhere."""
    something = {"object_id": 1, "content_type_id": 1, "app_label": "account"}
    nothing = {"object_id": NO_NUMBER, "content_type_id": NO_NUMBER, "app_label": "account"}
    return [
        ("something", {name: something.get(name, "some") for name in route.parameters}, ANYTHING),
        ("nothing", {name: nothing.get(name, "none") for name in route.parameters}),
    ]
