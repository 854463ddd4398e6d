import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from competition.health import Found, look


class Command(BaseCommand):
    help = "Says whether every part of the site is well, what waits for a worker, and what went wrong last."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        found = look()
        self.stdout.write(json.dumps(everything(found), indent=2) if options["json"] else table(found))
        if not found.is_well:
            sys.exit(1)


def everything(found: Found) -> dict[str, Any]:
    """Whoever may type commands on the machine may know its name and the error's place."""
    fault = found.fault
    return found.numbers() | {
        "pulses": {name: round(age) for name, age in found.pulses.items()},
        "last_error": {"part": fault.part, "what": fault.what, "seconds_ago": round(fault.age)} if fault else None,
    }


def table(found: Found) -> str:
    rows = dict(found.parts)
    for name, one in found.waiting.items():
        rows[f"waiting for {name}"] = f"{one.count}, the oldest for {one.oldest:.0f} s" if one.count else "nothing"
    rows |= {name: f"seen {age:.0f} s ago" for name, age in sorted(found.pulses.items())}
    if found.fault:
        rows["last error"] = f"{found.fault.age:.0f} s ago in {found.fault.part}: {found.fault.what}"
    width = max(map(len, rows))
    return "\n".join(f"{name:{width}}  {state}" for name, state in rows.items())
