"""A class and its competition, made by a process of a real site: `manage.py shell -c` calls this."""

import json
import sys
from datetime import timedelta
from pathlib import Path

from django.test import override_settings
from django.utils import timezone

from competition.actions.keys import digest
from competition.models.courses import Role
from competition.models.keys import ApiKey, Scope
from tests.factories import accept_rules, enrol, make_competition, make_course, make_key, make_team, make_user

SLUG = "rush"


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])  # nobody here types a password
def contest(teams: int, answers: str = "", metric: str = "accuracy", daily_limit: int = 30_000) -> None:
    """Says the secrets of the teams' keys, each team a student of its own. `answers` is the name of a file."""
    course, now = make_course(), timezone.now()
    enrol(make_user("Ingrid"), course, Role.INSTRUCTOR)
    close = now + timedelta(hours=1)
    dates = {"teams_lock_at": close, "closes_at": close}
    competition = make_competition(course, SLUG, now=now, daily_limit=daily_limit, **dates)
    make_key(competition, Path(answers).read_bytes() if answers else None, metric)
    secrets = [f"secret-of-team-{number}" for number in range(teams)]
    for number, secret in enumerate(secrets):
        student = make_user(f"Student{number}")
        enrol(student, course)
        accept_rules(student, competition)
        make_team(competition, student, name=f"Team {number}")
        ApiKey.objects.create(
            user=student, name="rush", beginning="secret-o", digest=digest(secret), scopes=[Scope.READ, Scope.SUBMIT]
        )
    sys.stdout.write(json.dumps(secrets))
