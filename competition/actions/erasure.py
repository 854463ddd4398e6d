"""A person asks to be forgotten: who they were goes, what others' records need stays under a name that says nothing."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from competition import personal
from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.models.courses import Enrolment, Invitation, Role, RosterImport
from competition.models.keys import ApiKey
from competition.models.people import User
from competition.models.running import OutgoingMail

STILL_NEEDED = "This person leads a course or runs the site. Hand that over first, then erase the account."


@transaction.atomic
def erase_person(*, user: User, by: By) -> User:
    """Enrolments, acceptances and the log's usernames stay: without them nobody could explain a grade later."""
    stored = User.objects.select_for_update().get(pk=user.pk)
    leads = Enrolment.objects.filter(user=stored, role=Role.INSTRUCTOR, active=True).exists()
    if leads or stored.is_superuser:
        raise RefusedError(STILL_NEEDED)
    _forget_what_hangs_on(stored)
    personal.forget_elsewhere(stored)
    stored.email = f"erased-{stored.pk}@invalid.invalid"
    stored.alias = f"Former member {stored.pk}"
    stored.name = stored.time_zone = ""
    stored.is_active = False
    stored.last_login = None
    stored.set_unusable_password()
    stored.save()
    record(by=by, action="person erased", subject=stored.username)
    return stored


def _forget_what_hangs_on(user: User) -> None:
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    OutgoingMail.objects.filter(to__in=addresses).delete()
    Invitation.objects.filter(email__in=addresses).update(email="", revoked_at=timezone.now())
    for held in (EmailAddress, Authenticator, SocialAccount, UserSession, ApiKey):
        held.objects.filter(user=user).delete()
    _forget_on_staged_rosters(addresses, set(Enrolment.objects.filter(user=user).values_list("roster_id", flat=True)))
    Enrolment.objects.filter(user=user).update(name="", roster_id="", section="", active=False)


def _forget_on_staged_rosters(addresses: set[str], roster_ids: set[str]) -> None:
    """Else a roster that waits to be applied would bring the person back, and tells who it was until then."""
    told = roster_ids - {""}
    for staged in RosterImport.objects.select_for_update().filter(state=RosterImport.State.STAGED):
        for name in ("rows", "problems"):
            lines = getattr(staged, name)
            setattr(staged, name, [o for o in lines if o["email"] not in addresses and o["roster_id"] not in told])
        staged.save(update_fields=["rows", "problems"])
