"""Marks that make a leak visible: each stands for one thing that only some people may read."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

FORM = re.compile(rb"zq[a-z0-9]{8}", re.IGNORECASE)
ADDRESS = re.compile(rb"\b(?:203\.0\.113|198\.51\.100)\.\d{1,3}\b")
HASH = re.compile(rb"\b[0-9a-f]{64}\b")
SEED = re.compile(rb"\b4\d{15}\b")


@dataclass(frozen=True)
class Secret:
    what: str
    kind: str
    readers: frozenset[str]


@dataclass
class Secrets:
    """Everything that must not travel, under its mark. Marks are found by one pass over the bytes."""

    known: dict[bytes, Secret] = field(default_factory=dict)

    def mark(self, what: str, kind: str, readers: Iterable[str]) -> str:
        digest = hashlib.sha256(what.encode()).hexdigest()[:8]
        mark = f"zq{digest}"
        assert mark.encode() not in self.known, f"{what} is marked twice"
        self.known[mark.encode()] = Secret(what, kind, frozenset(readers))
        return mark

    def fixed(self, text: str, what: str, kind: str, readers: Iterable[str]) -> str:
        """For texts whose form is given, such as network addresses and hashes."""
        self.known[text.lower().encode()] = Secret(what, kind, frozenset(readers))
        return text

    def leaks(self, content: bytes, reader: str, open_kinds: frozenset[str] = frozenset()) -> list[str]:
        """What stands in the content that this reader may not read."""
        hits = (hit for form in (FORM, ADDRESS, HASH, SEED) for hit in form.findall(content))
        found = {self.known.get(hit.lower()) for hit in hits}
        return sorted(
            secret.what for secret in found if secret and reader not in secret.readers and secret.kind not in open_kinds
        )
