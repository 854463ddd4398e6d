from django.core.management.base import CommandError
from django.db.models import Q

from competition.models.people import User


def person(wanted: str) -> User:
    user = User.objects.filter(Q(email=wanted.lower()) | Q(username=wanted.lower())).first()
    if not user:
        raise CommandError(f"Nobody here has the e-mail address or username {wanted!r}.")
    return user
