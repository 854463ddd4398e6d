from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction

from competition.serving.rights import statements


class Command(BaseCommand):
    help = "Give the web role and the worker role of PostgreSQL their rights, and take all others away."

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            self.stdout.write("SQLite has no roles: nothing to grant.")
            return
        owner, web, worker = (role_in(settings.DATABASE_ADDRESSES[role]) for role in ("owner", "web", "worker"))
        if owner in {web, worker} or web == worker:
            raise CommandError(
                "HOLDOUT_DATABASE, HOLDOUT_DATABASE_WEB and HOLDOUT_DATABASE_WORKER must name three different roles."
            )
        self.grant(web, sees_secrets=False)
        self.grant(worker, sees_secrets=True)

    def grant(self, role: str, *, sees_secrets: bool) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in statements(role, sees_secrets=sees_secrets):
                    cursor.execute(statement)
        except ProgrammingError as refusal:
            raise CommandError(f"No rights were granted to {role}: {str(refusal).splitlines()[0]}") from None
        self.stdout.write(f"Rights granted to {role}.")


def role_in(address: str) -> str:
    return unquote(urlsplit(address).username or "")
