"""Ingrid at the pages on the data of a draft, and what a worker understood of them meanwhile."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from scoring.actions.openings.storing import store_understood
from scoring.models.openings import Opening
from scoring.opening.plan import ColumnFacts, ColumnKind, FileFacts, FileRole, Guess, Understood
from tests.scoring.actions.draft import BEANS, Draft

TAG = re.compile(r"<[^>]*>")
BASE = "/teach/c/beans/opening/"


@dataclass(frozen=True)
class Page:
    status: int
    html: str
    location: str

    @property
    def text(self) -> str:
        """As it is read: without tags, blanks as one."""
        return " ".join(unescape(TAG.sub(" ", self.html)).split())

    def says(self, *words: str) -> list[str]:
        """Which of these stand there."""
        return [each for each in words if each in self.text]

    def chosen(self, name: str) -> list[str]:
        """The values that are selected or ticked under this name, or typed."""
        options = re.search(rf'<select name="{name}".*?</select>', self.html, re.DOTALL)
        if options:
            return re.findall(r'<option value="([^"]*)"\s+selected', options[0])
        inputs = [tag for tag in re.findall(r"<input[^>]*>", self.html) if f'name="{name}"' in tag]
        ticked = [tag for tag in inputs if "checked" in tag or not re.search(r'type="(checkbox|radio)"', tag)]
        values = [re.search(r'value="([^"]*)"', tag) for tag in ticked]
        return [found[1] if found else "on" for found in values]


def page_of(answer: Any) -> Page:
    assert isinstance(answer, HttpResponse)
    return Page(answer.status_code, answer.content.decode(), answer.headers.get("Location", ""))


def table(role: FileRole, name: str, columns: Mapping[str, ColumnKind], rows: int = 2_000) -> FileFacts:
    facts = tuple(ColumnFacts(column, kind, rows, 0, 7, could_be_id=False) for column, kind in columns.items())
    return FileFacts(role, name, 1_000, rows, facts)


@dataclass
class Desk:
    draft: Draft
    browser: Client

    @property
    def opening(self) -> Opening:
        return self.draft.opening

    def get(self, path: str = "", **headers: str) -> Page:
        return page_of(self.browser.get(BASE + path, headers=headers))

    def post(self, path: str = "", **data: Any) -> Page:
        return page_of(self.browser.post(BASE + path, data))

    def send(self, name: str = "beans.csv", content: bytes = BEANS, **data: str) -> Page:
        return self.post(file=SimpleUploadedFile(name, content), **{"role": "labelled"} | data)

    def send_probe(self, expected: str, name: str = "probe.csv") -> Page:
        file = SimpleUploadedFile(name, b"bean,kind\n2,red\n")
        return page_of(self.browser.post(BASE, {"probe-file": file, "probe-expected": expected}))

    def understood(self, *files: FileFacts, problems: tuple[str, ...] = (), **guesses: tuple[Any, str]) -> None:
        claim, seen = self.draft.begun()
        found = Understood(files, {name: Guess(*guess) for name, guess in guesses.items()}, problems)
        assert store_understood(claim=claim, understood=found, seen=seen)

    def read(self, columns: Mapping[str, ColumnKind]) -> None:
        """One file with labels, sent and understood."""
        self.draft.send()
        self.understood(table(FileRole.LABELLED, "beans.csv", columns))
