"""Public files come whole, in parts that fit together, and only to those who may have them."""

import hashlib
import random
from datetime import timedelta
from typing import Any

import pytest
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from competition.actions.competitions import change_rules
from competition.actions.log import By
from competition.places import Places
from competition.views import downloads
from competition.views.downloads import send
from tests.competition.world import TRAIN, World, browser_of
from tests.factories import NOW, accept_rules, make_competition

ADDRESS = "/c/wines/data/train.csv"
SHA256 = hashlib.sha256(TRAIN).hexdigest()


def content(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else getattr(response, "content")  # noqa: B009


@pytest.fixture
def alice(world: World) -> Client:
    world.add_file()
    return browser_of(world.alice)


class TestAWholeFile:
    def test_is_sent_as_it_is_with_its_hash(self, alice: Client) -> None:
        answer = alice.get(ADDRESS)
        assert (answer.status_code, content(answer)) == (200, TRAIN)
        shown = {name: answer.headers[name] for name in ("ETag", "Content-Length", "Accept-Ranges", "Cache-Control")}
        assert shown == {
            "ETag": f'"{SHA256}"',
            "Content-Length": str(len(TRAIN)),
            "Accept-Ranges": "bytes",
            "Cache-Control": "private, no-cache",
        }

    def test_is_never_shown_as_a_page(self, alice: Client) -> None:
        answer = alice.get(ADDRESS)
        content(answer)
        headers = answer.headers
        assert headers["Content-Disposition"] == 'attachment; filename="train.csv"'
        assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")

    def test_is_described_without_being_sent(self, alice: Client) -> None:
        answer = alice.head(ADDRESS)
        assert (answer.status_code, content(answer), answer.headers["Content-Length"]) == (200, b"", str(len(TRAIN)))

    def test_is_not_sent_again_to_whom_has_it(self, alice: Client) -> None:
        answer = alice.get(ADDRESS, headers={"If-None-Match": f'"{SHA256}"'})
        assert (answer.status_code, content(answer)) == (304, b"")

    def test_is_sent_whole_where_several_parts_are_asked_for(self, alice: Client) -> None:
        answer = alice.get(ADDRESS, headers={"Range": "bytes=0-1,5-6"})
        assert (answer.status_code, content(answer)) == (200, TRAIN)


class TestAPart:
    def test_says_which_it_is(self, alice: Client) -> None:
        answer = alice.get(ADDRESS, headers={"Range": "bytes=10-19"})
        assert (answer.status_code, content(answer)) == (206, TRAIN[10:20])
        assert answer.headers["Content-Range"] == f"bytes 10-19/{len(TRAIN)}"
        assert answer.headers["Content-Length"] == "10"

    def test_fits_what_is_there_already_wherever_the_download_broke(self, alice: Client) -> None:
        for stop in random.Random(7).sample(range(1, len(TRAIN)), 25):
            rest = alice.get(ADDRESS, headers={"Range": f"bytes={stop}-", "If-Range": f'"{SHA256}"'})
            assert TRAIN[:stop] + content(rest) == TRAIN

    def test_behind_the_end_is_refused_with_the_size(self, alice: Client) -> None:
        answer = alice.get(ADDRESS, headers={"Range": f"bytes={len(TRAIN)}-"})
        assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(TRAIN)}")

    def test_of_a_file_replaced_in_between_is_not_glued_to_the_old_one(self, world: World, alice: Client) -> None:
        world.add_file(content=b"new")
        answer = alice.get(ADDRESS, headers={"Range": "bytes=2-", "If-Range": f'"{SHA256}"'})
        assert (answer.status_code, content(answer)) == (200, b"new")


class TestAccess:
    def status(self, user: Any, address: str = ADDRESS) -> int:
        answer = browser_of(user).get(address)
        content(answer)
        return answer.status_code

    def test_is_for_those_who_accepted_the_rules_and_for_staff(self, world: World) -> None:
        world.add_file()
        people = (world.alice, world.tariq, world.ingrid, world.bob, world.dana)
        assert [self.status(person) for person in people] == [200, 200, 200, 404, 404]
        assert Client().get(ADDRESS).status_code == 302

    def test_is_the_same_404_for_what_is_foreign_and_what_is_missing(self, world: World) -> None:
        world.add_file()
        foreign = browser_of(world.dana).get(ADDRESS)
        missing = browser_of(world.dana).get("/c/nothing/data/train.csv")
        assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)

    def test_ends_when_the_rules_change(self, world: World) -> None:
        world.add_file()
        change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
        assert self.status(world.alice) == 404

    def test_follows_the_rules_of_this_very_competition(self, world: World) -> None:
        """Other rows with the same numbers in their keys must not open it, nor close it."""
        world.add_file()
        for number in range(3):
            accept_rules(world.bob, make_competition(world.course, f"other-{number}"))
        change_rules(competition=world.competition, by=By(world.ingrid), text="Play fairer.", now=NOW)
        accept_rules(world.alice, world.competition)
        assert [self.status(person) for person in (world.alice, world.bob)] == [200, 404]

    def test_begins_with_the_opening(self, world: World) -> None:
        world.add_file()
        type(world.competition).objects.update(opens_at=NOW + timedelta(seconds=1))
        assert [self.status(person) for person in (world.alice, world.tariq)] == [404, 200]

    @pytest.mark.parametrize("name", ["..%2f..%2fsecret-key", "../train.csv", "%00", "train.csv/", "nothing.csv"])
    def test_is_to_listed_names_only(self, world: World, name: str) -> None:
        world.add_file()
        assert self.status(world.alice, f"/c/wines/data/{name}") == 404


def test_a_file_that_nobody_reads_to_its_end_is_closed(world: World) -> None:
    """An open handle would be a ResourceWarning, and warnings fail the tests."""
    request = RequestFactory().get(ADDRESS)
    request.user = world.alice
    answer = send(request, world.add_file())
    assert isinstance(answer, FileResponse)
    assert next(iter(answer)) == TRAIN[: 64 * 2**10]
    for close in vars(answer)["_resource_closers"]:  # what `close` does, without telling Django that a request ended
        close()


def test_a_slow_reader_has_four_threads_and_no_more(world: World, alice: Client) -> None:
    running = [alice.get(ADDRESS) for _ in range(5)]
    assert [answer.status_code for answer in running] == [200] * 4 + [429]
    assert running.pop().headers["Retry-After"] == "5"
    tariq = browser_of(world.tariq).get(ADDRESS)
    assert content(tariq) == TRAIN
    assert alice.head(ADDRESS).status_code == 200
    for answer in running:
        content(answer)
    assert content(alice.get(ADDRESS)) == TRAIN


def test_downloads_leave_threads_to_pages(world: World, alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "places", Places(in_all=1, for_each=4))
    running, refused = alice.get(ADDRESS), browser_of(world.tariq).get(ADDRESS)
    assert (running.status_code, refused.status_code) == (200, 429)
    assert content(running) == TRAIN
