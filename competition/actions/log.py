"""The audit log's one writer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from competition.addresses import client_address
from competition.models.courses import Course
from competition.models.log import LogEntry
from competition.models.people import User
from competition.rules.log_digest import digest_of_line
from competition.shared_locks import share

Values = Mapping[str, Any]
CHAIN_LOCK = 7_205_110


@dataclass(frozen=True)
class By:
    """Who acts, and from where. Without a `user` it is a program."""

    user: User | None
    address: str | None = None
    program: str = "command line"

    @property
    def name(self) -> str:
        return self.user.username if self.user else self.program


THE_SITE = By(None, program="the site")


def by(request: HttpRequest) -> By:
    assert isinstance(request.user, User)
    return By(request.user, client_address(request))


def record(
    *,
    by: By,
    action: str,
    subject: str,
    course: Course | None = None,
    before: Values | None = None,
    after: Values | None = None,
    reason: str = "",
) -> LogEntry:
    """Append one line, in the action's own transaction: no line without the deed, no deed without the line."""
    with transaction.atomic():
        _one_writer_at_a_time(course, by.user)
        last = LogEntry.objects.order_by("-id").values_list("digest", flat=True).first()
        entry = LogEntry(
            at=timezone.now(),
            actor=by.user,
            actor_name=by.name,
            address=by.address,
            course=course,
            action=action,
            subject=subject,
            before=plain(before),
            after=plain(after),
            reason=reason,
            previous_digest=last or "",
        )
        entry.digest = digest_of_line(entry)
        entry.save(force_insert=True)
    return entry


def plain(values: Values | None) -> dict[str, Any]:
    """As JSON will give them back, so that the digest of a line read later equals the one written now."""
    plain_values: dict[str, Any] = json.loads(json.dumps(dict(values or {}), cls=DjangoJSONEncoder))
    return plain_values


def _one_writer_at_a_time(*told_about: Model | None) -> None:
    # SQLite's immediate transactions already are. Elsewhere two lines must not follow the same one.
    if connection.vendor == "postgresql":
        # The line's foreign keys will lock these rows anyway. Before the chain, because whoever holds one of them may
        # be about to write a line too: each would wait for the other.
        for row in filter(None, told_about):
            share(row)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
