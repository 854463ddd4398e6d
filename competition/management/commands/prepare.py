from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from competition.actions.demo import load_demo
from competition.config.folder import clear_halves
from competition.serving.statics import collect_when_changed


class Command(BaseCommand):
    help = "Everything that must happen before a start: migrate, grant rights, collect static files, load the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as problem:
            raise CommandError(f"The database can't be used; HOLDOUT_DATABASE says which it is. {problem}") from None
        if len(set(settings.DATABASE_ADDRESSES.values())) > 1:
            call_command("grant", stdout=self.stdout)
        if collect_when_changed():
            self.stdout.write("Static files collected.")
        clear_halves(settings.BROKER_FOLDER)
        if settings.DEMO and not get_user_model().objects.exists():
            load_demo()
            self.stdout.write("The demo course is loaded.")
