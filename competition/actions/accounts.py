"""What people change about their accounts, and the little a superuser changes about other people's."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from competition.actions.log import By, record
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


@transaction.atomic
def forget_unproven_password(*, user: User) -> None:
    """Somebody typed it who never showed that the address is theirs. Its owner, who just did, must not inherit it."""
    if user.has_usable_password() and not EmailAddress.objects.filter(user=user, verified=True).exists():
        user.set_unusable_password()
        user.save(update_fields=["password"])


def change_profile(*, user: User, alias: str, name: str, time_zone: str) -> User:
    user.alias, user.name, user.time_zone = alias, name, time_zone
    try:
        with transaction.atomic():
            user.save(update_fields=["alias", "name", "time_zone"])
    except IntegrityError as error:
        raise AliasTakenError from error
    return user


@transaction.atomic
def change_rights(*, user: User, by: By, is_active: bool, is_superuser: bool) -> User:
    stored = User.objects.select_for_update().get(pk=user.pk)
    before = {"may_sign_in": stored.is_active, "superuser": stored.is_superuser}
    after = {"may_sign_in": is_active, "superuser": is_superuser}
    if before != after:
        User.objects.filter(pk=user.pk).update(is_active=is_active, is_superuser=is_superuser)
        record(by=by, action="account changed", subject=stored.username, before=before, after=after)
    return stored


@transaction.atomic
def remove_second_factors(*, user: User, by: By) -> int:
    """For a person whose phone and recovery codes are gone, once the superuser is sure who asks."""
    found = Authenticator.objects.filter(user=user)
    kinds = sorted(found.values_list("type", flat=True))
    if kinds:
        found.delete()
        record(by=by, action="second factor removed", subject=user.username, before={"kinds": kinds})
    return len(kinds)
