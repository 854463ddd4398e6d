"""Values from the environment, taken as they are: a password may begin with any character. What is senseless is
refused with the name of the variable and what it may be."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
DATABASES = ("sqlite", "postgres", "postgresql")
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name) or default


def folder(name: str, default: Path) -> Path:
    """A folder that exists from here on, for its owner alone, and may be written."""
    path = Path(text(name, str(default))).resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"{name} is {path}, which can't be made ({problem.strerror}).") from problem
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} is {path}, which you may not write to.")
    return path


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number.")
    return int(value)


def switch(name: str, *, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value not in SWITCHES:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be 1 or 0.")
    return SWITCHES[value]


def database(name: str, url: str) -> dict[str, Any]:
    if urlsplit(url).scheme not in DATABASES:
        raise ImproperlyConfigured(
            f"{name} is not the address of a database we know; "
            "write postgresql://user:password@host:5432/name or sqlite:////path/to/file."
        )
    return dict(dj_database_url.parse(url))


def mail_server(name: str, default: str) -> dict[str, Any]:
    """`smtp+tls://user:password@host:587`; in the password %, / and @ are written as %25, %2F and %40."""
    url = urlsplit(text(name, default))
    if url.scheme not in MAIL_PORTS or not url.hostname:
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server; write smtp+tls://user:password@host:587, "
            "smtps://user:password@host:465 or smtp://host:25."
        )
    return {
        "host": url.hostname,
        "port": url.port or MAIL_PORTS[url.scheme],
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+tls",
        "use_ssl": url.scheme == "smtps",
    }
