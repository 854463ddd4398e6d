from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q

from competition import access
from competition.models.people import User


def lacks_second_factor(user: User) -> bool:
    """Someone who must have one and has none. One query, because it is asked on every page."""
    own = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    teaches = Exists(access.enrolments(user, *access.STAFF_ROLES))
    found = User.objects.filter(Q(is_superuser=True) | Q(teaches), ~Exists(own), pk=user.pk)
    return found.exists()


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
