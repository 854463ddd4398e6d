"""Links into a course: made by staff, signed, counted, used once by each person."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from competition import access
from competition.actions.log import By, record
from competition.actions.refused import RefusedError
from competition.models.courses import Course, Enrolment, Invitation, Role
from competition.models.people import User
from competition.models.running import OutgoingMail
from competition.rules import invitations as rules

SIGNER = Signer(sep=".", salt="holdout.invitation")


def invitation_token(invitation: Invitation) -> str:
    return SIGNER.sign(str(invitation.pk))


def invitation_link(invitation: Invitation) -> str:
    return settings.PUBLIC_URL + reverse("join", args=[invitation_token(invitation)])


def invitation_from(token: str) -> Invitation | None:
    """None for a token that this house did not sign."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    return Invitation.objects.select_related("course").filter(pk=key).first()


@transaction.atomic
def create_invitation(
    *, course: Course, by: By, role: str, email: str, most_uses: int, expires_at: datetime
) -> Invitation:
    if role == Role.INSTRUCTOR and not _leads(_author(by), course):
        raise PermissionDenied("Only an instructor of the course may invite an instructor.")
    if known := email and Enrolment.objects.filter(course=course, user__email__iexact=email).first():
        raise RefusedError(rules.why_not_needed(known), field="email")
    invitation = Invitation.objects.create(
        course=course,
        role=role,
        email=email.lower(),
        # An address is one person's: a second use could only be somebody else's.
        most_uses=1 if email else most_uses,
        created_by=_author(by),
        expires_at=expires_at,
    )
    record(
        by=by,
        action="invitation made",
        subject=f"invitation {invitation.pk}",
        course=course,
        after={"role": role, "to_one_address": bool(email), "most_uses": invitation.most_uses, "until": expires_at},
    )
    if email:
        _mail(invitation)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: By) -> Invitation:
    now = timezone.now()
    if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=now):
        invitation.revoked_at = now
        record(
            by=by,
            action="invitation revoked",
            subject=f"invitation {invitation.pk}",
            course=invitation.course,
            before={"uses": invitation.uses, "until": invitation.expires_at},
        )
    return invitation


def accept_invitation(*, invitation: Invitation, by: By) -> Enrolment:
    """Enrol the person who holds the link. Asking twice is the same as asking once."""
    user = _author(by)
    try:
        with transaction.atomic():
            return enrolled_already(invitation.course, user) or _enrol(invitation, user, by)
    except IntegrityError:  # asked twice at the same moment: the other one won
        return Enrolment.objects.get(course=invitation.course, user=user)


def enrolled_already(course: Course, user: User) -> Enrolment | None:
    enrolment = Enrolment.objects.filter(course=course, user=user).first()
    if enrolment and not enrolment.active:
        raise RefusedError(rules.DROPPED)
    return enrolment


def _enrol(invitation: Invitation, user: User, by: By) -> Enrolment:
    now = timezone.now()
    refusal = rules.why_closed(invitation, now) or rules.why_not_yours(invitation, user.email)
    # Else an instructor who is taken off the course comes back by a link of his own.
    if not refusal and invitation.role != Role.STUDENT and not _leads(invitation.created_by, invitation.course):
        refusal = rules.MAKER_GONE
    if refusal:
        raise RefusedError(refusal)
    open_still = Invitation.objects.filter(
        pk=invitation.pk, revoked_at=None, expires_at__gt=now, uses__lt=F("most_uses")
    )
    if not open_still.update(uses=F("uses") + 1):
        raise RefusedError(rules.USED_UP)
    enrolment = Enrolment.objects.create(course=invitation.course, user=user, role=invitation.role, name=user.name)
    record(
        by=by,
        action="course joined",
        subject=user.username,
        course=invitation.course,
        after={"role": invitation.role, "invitation": invitation.pk},
    )
    return enrolment


def _leads(user: User, course: Course) -> bool:
    return user.is_superuser or access.leads(user, course)


def _author(by: By) -> User:
    if by.user is None:
        raise PermissionDenied("An invitation needs a person who stands for it.")
    return by.user


def _mail(invitation: Invitation) -> None:
    context = {"invitation": invitation, "link": invitation_link(invitation)}
    OutgoingMail.objects.create(
        to=invitation.email,
        subject=f"Your invitation to {invitation.course.code}",
        body=render_to_string("competition/join_mail.txt", context).strip() + "\n",
        event=f"invitation:{invitation.pk}",
    )
