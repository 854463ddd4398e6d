from typing import Any

from django.core.management.base import BaseCommand

from competition.serving.address import refuse_a_taken_port
from competition.serving.commands import parts
from competition.serving.supervisor import Supervisor
from competition.serving.welcome import welcome_when_well


class Command(BaseCommand):
    help = "Start the whole site: web server, live worker, sweep worker and beat. Run `manage.py prepare` before."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_a_taken_port()
        welcome_when_well()
        Supervisor(parts()).run()
