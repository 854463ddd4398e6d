import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from competition.models.log import LogEntry
from competition.queries.log_chain import walk


class Command(BaseCommand):
    help = "Walks the audit log's chain of digests and names the first line that was changed, inserted or removed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--holds",
            metavar="DIGEST",
            help="the newest digest of an earlier run: was anything cut off since?",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sound, fault = walk()
        if fault:
            self.stderr.write(f"The audit log is broken after {sound:,} sound lines. {fault}")
            sys.exit(1)
        kept = options["holds"]
        if kept and not LogEntry.objects.filter(digest=kept).exists():
            self.stderr.write("The audit log is shorter than it was: the line with that digest is gone.")
            sys.exit(1)
        self.stdout.write(f"The audit log is sound: {sound:,} lines.")
        if newest := LogEntry.objects.order_by("-id").first():
            self.stdout.write(f"Its newest digest, to be kept elsewhere: {newest.digest}")
