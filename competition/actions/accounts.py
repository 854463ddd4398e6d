"""What people change about themselves."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from competition.models.people import User


class AliasTakenError(Exception):
    pass


@transaction.atomic
def verify_address(*, user: User) -> EmailAddress:
    """The person was shown to own the address: by the university, by the superuser, or by being the demo's."""
    EmailAddress.objects.filter(user=user, primary=True).exclude(email=user.email).update(primary=False)
    address, _ = EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return address


def change_profile(*, user: User, alias: str, name: str, time_zone: str) -> User:
    user.alias, user.name, user.time_zone = alias, name, time_zone
    try:
        with transaction.atomic():
            user.save(update_fields=["alias", "name", "time_zone"])
    except IntegrityError as error:
        raise AliasTakenError from error
    return user
