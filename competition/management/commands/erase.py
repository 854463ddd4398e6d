from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competition.actions.erasure import erase_person
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.management.people import person


class Command(BaseCommand):
    help = "Erases a person: name, addresses, roster id and keys go; what the records of a course need stays nameless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="e-mail address or username")
        parser.add_argument("--yes", action="store_true", help="do not ask; this cannot be undone")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["user"])
        if not options["yes"] and input(f"Erase {user.username} for good? Type the username: ") != user.username:
            raise CommandError("Nothing was erased.")
        try:
            erased = erase_person(user=user, by=By(None))
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{erased.username} is now “{erased.alias}” and cannot sign in.")
