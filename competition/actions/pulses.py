"""Signs of life of the processes, on the database's clock."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from competition.models.running import Pulse

FORGOTTEN_AFTER = timedelta(days=1)


@transaction.atomic
def show_pulse(*, name: str) -> None:
    Pulse.objects.update_or_create(name=name, defaults={"at": Now()})


@transaction.atomic
def forget_old_pulses() -> int:
    return Pulse.objects.filter(at__lt=Now() - FORGOTTEN_AFTER).delete()[0]
