"""Which column holds what. A header that leaves room for doubt is refused."""

import re
from collections import Counter
from dataclasses import dataclass

from competition.rules.roster.rows import Form, RosterRefusedError

SYNONYMS = {
    "name": {"name", "full name", "student", "student name", "display name"},
    "first": {"first name", "firstname", "given name", "given names", "forename"},
    "last": {"last name", "lastname", "family name", "surname"},
    "email": {"email", "e mail", "mail", "email address", "e mail address", "mail address"},
    "roster_id": {
        "roster id",
        "student number",
        "student no",
        "student id",
        "studentid",
        "sid",
        "matriculation number",
        "sis user id",
    },
    "section": {"section", "sections"},
}
MEANINGS = {word: meaning for meaning, words in SYNONYMS.items() for word in words}
SAID = {
    "name": "the name",
    "first": "the first name",
    "last": "the last name",
    "email": "the e-mail address",
    "roster_id": "the roster id",
    "section": "the section",
}
OURS = "The first line must name the columns, for example: name,email,roster_id,section."


@dataclass(frozen=True)
class Columns:
    form: Form
    header: list[str]
    places: dict[str, int]

    @property
    def unused(self) -> list[str]:
        used = set(self.places.values())
        return [title.strip() for place, title in enumerate(self.header) if place not in used and title.strip()]

    def title(self, meaning: str) -> str:
        return self.header[self.places[meaning]].strip()


def recognise(header: list[str]) -> Columns | None:
    """None: neither of the two forms, or split at the wrong character."""
    words = [_plain(title) for title in header]
    if _from_canvas(words):
        return Columns("canvas", header, _canvas_places(words))
    if "email" in {MEANINGS.get(word) for word in words}:
        return Columns("holdout", header, _our_places(header, words))
    return None


def _plain(title: str) -> str:
    return re.sub(r"[\s_.\-]+", " ", title).strip().casefold()


def _our_places(header: list[str], words: list[str]) -> dict[str, int]:
    for word, times in Counter(filter(None, words)).items():
        if times > 1:
            raise RosterRefusedError(
                f"{times} columns are called “{header[words.index(word)].strip()}”.",
                "Keep the one that counts.",
                line=1,
                column=header[words.index(word)].strip(),
            )
    places: dict[str, int] = {}
    for place, word in enumerate(words):
        meaning = MEANINGS.get(word)
        if meaning is None:
            continue
        if meaning in places:
            raise RosterRefusedError(
                f"“{header[places[meaning]].strip()}” and “{header[place].strip()}” both seem to hold {SAID[meaning]}.",
                "Keep one of them.",
                line=1,
                column=header[place].strip(),
            )
        places[meaning] = place
    return _with_one_name(header, places)


def _with_one_name(header: list[str], places: dict[str, int]) -> dict[str, int]:
    halves = {"first", "last"} & set(places)
    if "name" in places and halves:
        raise RosterRefusedError(
            f"“{header[places['name']].strip()}” and “{header[places[min(halves)]].strip()}” both hold names.",
            "Keep the full name, or the first and the last name.",
            line=1,
            column=header[places[min(halves)]].strip(),
        )
    if "name" not in places and len(halves) < 2:
        raise RosterRefusedError("No column holds the name.", OURS, line=1, column="name")
    return places


def _from_canvas(words: list[str]) -> bool:
    together = len(words) > 2 and "student" in words[0] and words[1] == "id"
    apart = words[:3] == ["lastname", "firstname", "id"]
    return (together or apart) and "section" in words


def _canvas_places(words: list[str]) -> dict[str, int]:
    """An address that somebody added in a column of its own counts before the login."""
    addresses = [place for place, word in enumerate(words) if MEANINGS.get(word) == "email"]
    logins = [place for place, word in enumerate(words) if word == "sis login id"]
    if not addresses + logins:
        raise RosterRefusedError(
            "This is Canvas's gradebook export, but without the logins that addresses are made from.",
            "Ask the Canvas administrators for the permission to see SIS data, or add a column “e-mail” by hand.",
            line=1,
            column="SIS Login ID",
        )
    names = {"last": 0, "first": 1} if words[0] == "lastname" else {"name": 0}
    found = {"roster_id": words.index("id"), "section": words.index("section")}
    return names | found | {"email": (addresses + logins)[0]}
