from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competition.actions.keys import USUAL_DAYS, make_key
from competition.actions.log import By
from competition.management.people import person
from competition.models.keys import Scope


class Command(BaseCommand):
    help = "Makes an API key for a person. The last line printed is the username and the key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", metavar="USER", help="e-mail address or username")
        parser.add_argument("--name", default="command line", help="where the key will be used")
        parser.add_argument("--scopes", nargs="+", choices=Scope.values, default=Scope.values)
        parser.add_argument("--days", type=int, default=USUAL_DAYS, help="how long it works")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["user"])
        if not user.is_active:
            raise CommandError(f"The account of {user.username} is closed, so a key would open nothing.")
        if options["days"] < 1:
            raise CommandError("--days must be 1 or more.")
        expires_at = timezone.now() + timedelta(days=options["days"])
        scopes = options["scopes"]
        key, secret = make_key(user=user, by=By(None), name=options["name"], scopes=scopes, expires_at=expires_at)
        self.stdout.write(f"“{key.name}” may {' and '.join(key.scopes)} until {expires_at:%d %B %Y}.")
        self.stdout.write(f"{user.username} {secret}")
