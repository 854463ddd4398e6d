"""What an instructor does with data, for a process of a real site to do: `manage.py shell -c` calls these."""

import sys
from datetime import timedelta

import numpy as np
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.courses import Role
from competition.models.people import User
from competition.uploads import ReceivedFile
from scoring.actions.openings.choosing import choose
from scoring.actions.openings.files import receive_file
from scoring.opening.plan import Choices, FileRole
from tests.access.passkeys import passkey
from tests.factories import enrol, make_competition, make_course, make_user

ROWS = 400_000
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CHOICES = Choices(metric="accuracy", targets=("kind",), columns={"target": "kind"})


def table(rows: int = ROWS) -> bytes:
    """A labelled one, large enough that a worker can be met in the middle of it."""
    dice = np.random.default_rng(7)
    block = [",".join(f"{number:.6f}" for number in row) for row in dice.normal(size=(1_000, 12))]
    kinds = dice.choice(["red", "black", "white"], size=rows)
    header = ",".join(["number", *(f"column_{place}" for place in range(12)), "kind"])
    lines = [f"{number},{block[number % 1_000]},{kind}" for number, kind in enumerate(kinds)]
    return "\n".join([header, *lines, ""]).encode()


def draft() -> None:
    course = make_course()
    enrol(make_user("Ingrid"), course, Role.INSTRUCTOR)
    make_competition(course, now=timezone.now() + timedelta(days=1), published_at=None)


def session() -> None:
    """Says by which cookie Ingrid is signed in; she has the second factor that teachers need."""
    ingrid, browser = User.objects.get(), Client()
    Authenticator.objects.create(user=ingrid, type=Authenticator.Type.WEBAUTHN, data={"credential": passkey("Ingrid")})
    browser.force_login(ingrid, BACKEND)
    sys.stdout.write(browser.cookies[settings.SESSION_COOKIE_NAME].value)


def send() -> None:
    upload = ReceivedFile("beans.csv", "text/csv", None, None)
    upload.receive(table())
    receive_file(
        competition=Competition.objects.get(),
        by=By(User.objects.get()),
        upload=upload,
        role=FileRole.LABELLED,
        name="beans.csv",
    )
    upload.close()


def decide() -> None:
    choose(competition=Competition.objects.get(), by=By(User.objects.get()), choices=CHOICES)
