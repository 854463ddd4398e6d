"""The folder that carries messages in the default set-up."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection

from competition.config import celery  # noqa: F401 - it makes the transport known


@pytest.fixture
def channel(tmp_path: Path) -> Callable[[], Any]:
    options = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path)}
    return lambda: Connection("folder://localhost", transport_options=options).channel()


def drain(channel: Any, queue: str) -> list[int]:
    taken = []
    try:
        while True:
            taken.append(channel._get(queue)["number"])
    except Empty:
        return taken


def test_messages_come_out_in_the_order_they_went_in_each_queue_for_itself(channel: Callable[[], Any]) -> None:
    one = channel()
    for number in range(5):
        one._put("live", {"number": number})
        one._put("sweep", {"number": number + 100})
    assert drain(one, "live") == [0, 1, 2, 3, 4]
    assert drain(one, "sweep") == [100, 101, 102, 103, 104]


def test_of_four_readers_and_two_writers_each_message_reaches_one_reader_whole(channel: Callable[[], Any]) -> None:
    def write(beginning: int) -> list[int]:
        own = channel()
        for number in range(beginning, beginning + 200):
            own._put("live", {"number": number})
        return []

    def read(_: int) -> list[int]:
        own = channel()
        return [number for _ in range(40) for number in drain(own, "live")]

    with ThreadPoolExecutor(6) as people:
        writers = [people.submit(write, beginning) for beginning in (0, 200)]
        readers = [people.submit(read, number) for number in range(4)]
    taken = [number for done in (*writers, *readers) for number in done.result()]
    assert sorted(taken + drain(channel(), "live")) == list(range(400))


def test_nothing_is_left_in_the_folder(channel: Callable[[], Any], tmp_path: Path) -> None:
    own = channel()
    own._put("live", {"number": 1})
    drain(own, "live")
    assert list(tmp_path.iterdir()) == []


def test_half_a_message_is_no_message(channel: Callable[[], Any], tmp_path: Path) -> None:
    (tmp_path / "00000000000001.000000_x.live.msg.draft").write_text('{"numb')
    assert drain(channel(), "live") == []


def test_a_full_folder_is_read_once_and_not_for_each_message(
    channel: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, looks = channel(), list[str]()
    for number in range(100):
        own._put("live", {"number": number})
    look = Path.glob

    def counted(folder: Path, pattern: str) -> Iterator[Path]:
        looks.append(pattern)
        return look(folder, pattern)

    monkeypatch.setattr(Path, "glob", counted)
    assert drain(own, "live") == list(range(100))
    assert looks == ["*.live.msg"] * 2  # the second found nothing more


def test_what_comes_while_others_wait_comes_after_them(channel: Callable[[], Any]) -> None:
    own = channel()
    own._put("live", {"number": 1})
    own._put("live", {"number": 2})
    first = own._get("live")["number"]
    own._put("live", {"number": 3})
    assert [first, *drain(own, "live")] == [1, 2, 3]
