"""The default set-up's broker: a folder. Kombu's own transport, made safe against a process that dies halfway
and against a reader that is faster than the writer: a message appears whole, and one reader gets it."""

import uuid
from collections import defaultdict, deque
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen: defaultdict[str, deque[str]] = defaultdict(deque)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        """Messages go to a queue by its name; no table of exchanges is kept, which a kill could leave half-written."""

    def _put(  # type: ignore[override]  # kombu's own two classes name this argument differently
        self, queue: str, payload: dict[str, Any], **kwargs: Any
    ) -> None:
        folder = Path(self.data_folder_out)
        name = f"{monotonic():020.6f}_{uuid.uuid4().hex}.{queue}.msg"
        draft = folder / f"{name}.draft"
        draft.write_text(dumps(payload))
        draft.rename(folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The oldest. The folder is read once for all that lies in it: read anew for each message, twenty thousand of
        them were taken out more slowly than new ones came in."""
        folder, seen = Path(self.data_folder_in), self.seen[queue]
        if not seen:
            seen.extend(sorted(message.name for message in folder.glob(f"*.{queue}.msg")))
        while seen:
            message = folder / seen.popleft()
            mine = message.with_suffix(".taken")
            try:
                message.rename(mine)
            except FileNotFoundError:
                continue  # another worker was faster
            text = mine.read_text()
            mine.unlink()
            return loads(text)
        raise Empty


def clear_halves(folder: Path) -> None:
    """What killed processes left behind: messages half written, or taken and not removed."""
    for pattern in ("*.draft", "*.taken"):
        for half in folder.glob(pattern):
            half.unlink(missing_ok=True)


class Transport(filesystem.Transport):
    Channel = Channel
