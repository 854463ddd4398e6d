import sys
from typing import Any

from django.core.management.base import BaseCommand

from competition.files import Fault
from scoring.actions.verifying import verified_files


class Command(BaseCommand):
    help = "Reads every file on the shelves, and names those that are missing or not what they were when they came."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = {None: 0, Fault.MISSING: 0, Fault.CHANGED: 0, Fault.UNREADABLE: 0}
        for file in verified_files():
            counts[file.fault] += 1
            if file.fault in {Fault.MISSING, Fault.CHANGED}:
                self.stderr.write(f"The {file.what} {file.fault}.")
        self.stdout.write(f"{counts[None]:,} files are as they came.")
        if unread := counts[Fault.UNREADABLE]:
            self.stdout.write(f"{unread:,} cannot be read by this process: run it where the workers run.")
        if counts[Fault.MISSING] or counts[Fault.CHANGED]:
            self.stderr.write("Bring those back from your newest backup.")
            sys.exit(1)
