import sys
from typing import Any

from django.core.management.base import BaseCommand

from competition.queries.log_chain import walk


class Command(BaseCommand):
    help = "Walks the audit log's chain of digests and names the first line that was changed, inserted or removed."

    def handle(self, *args: Any, **options: Any) -> None:
        sound, fault = walk()
        if fault:
            self.stderr.write(f"The audit log is broken after {sound:,} sound lines. {fault}")
            sys.exit(1)
        self.stdout.write(f"The audit log is sound: {sound:,} lines.")
