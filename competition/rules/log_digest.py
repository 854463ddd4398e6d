"""Each line of the audit log covers the one before, so that a change is found."""

import hashlib
import json

from competition.models.log import LogEntry


def digest_of_line(entry: LogEntry) -> str:
    told = [
        entry.previous_digest,
        entry.at.isoformat(),
        entry.actor_id,
        entry.actor_name,
        entry.address,
        entry.course_id,
        entry.action,
        entry.subject,
        entry.before,
        entry.after,
        entry.reason,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
