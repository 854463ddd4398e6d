from typing import Any

from django.contrib.auth.management.commands import createsuperuser

from competition.actions.accounts import verify_address
from competition.actions.log import By, record
from competition.models.people import User


class Command(createsuperuser.Command):
    """Django's own. Whoever may type here vouches for the address: the first sign-in must not wait for mail to work."""

    def handle(self, *args: Any, **options: Any) -> None:
        before = set(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
        super().handle(*args, **options)
        for user in User.objects.filter(is_superuser=True).exclude(pk__in=before):
            verify_address(user=user)
            record(by=By(None), action="superuser made", subject=user.username)
