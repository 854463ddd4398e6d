"""Plain values as TOML: what `tomllib` reads, written so that people can go on writing it."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def as_toml(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """From the name of each table, dots and all, to its keys. What is None or empty is left out."""
    return "\n".join(table_text(name, keys) for name, keys in tables.items())


def table_text(name: str, keys: Mapping[str, Any]) -> str:
    lines = [f"{key_text(key)} = {value_text(value)}" for key, value in keys.items() if value not in (None, "", {}, [])]
    return "\n".join([f"[{name}]", *lines, ""])


def key_text(key: str) -> str:
    return key if BARE.match(key) else text(key)


def value_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return long_text(value) if "\n" in value else text(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key_text(key)} = {value_text(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_text, value))}]"
    return repr(value)


def text(value: str) -> str:
    """JSON's way of quoting, and the one character that TOML wants escaped besides."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def long_text(value: str) -> str:
    lines = [text(line)[1:-1].replace('\\"', '"') for line in value.split("\n")]
    return '"""\n' + "\n".join(lines).replace('""', '"\\"') + '"""'
