from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings

from competition.actions.pulses import show_pulse
from competition.config.celery import app
from competition.models.running import Allowance, OutgoingMail, Pulse
from competition.tasks import send_mail, sweep, tidy

pytestmark = pytest.mark.django_db


def test_a_sweep_shows_that_beat_broker_and_worker_are_well() -> None:
    sweep()
    assert list(Pulse.objects.values_list("name", flat=True)) == ["beat"]


def test_tidying_removes_what_has_had_its_time_and_nothing_else() -> None:
    now, old = timezone.now(), timezone.now() - timedelta(days=2)
    for name in ("live@old", "live@new"):
        show_pulse(name=name)
    Pulse.objects.filter(name="live@old").update(at=old)
    Allowance.objects.create(key="old", window_ends_at=old)
    Allowance.objects.create(key="new", window_ends_at=now + timedelta(minutes=5))
    Session.objects.create(session_key="old", session_data="", expire_date=old)
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    tidy()
    assert list(Pulse.objects.values_list("name", flat=True)) == ["live@new"]
    assert list(Allowance.objects.values_list("key", flat=True)) == ["new"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.parametrize(("demo", "tries"), [(True, 0), (False, 1)])
def test_no_mail_leaves_the_demo(settings: Settings, demo: bool, tries: int) -> None:
    settings.DEMO = demo
    settings.MAIL_SERVER = settings.MAIL_SERVER | {"host": "127.0.0.1", "port": 1}
    mail = OutgoingMail.objects.create(to="alice@example.org", subject="Your code", body="ABC-123")
    send_mail()
    mail.refresh_from_db()
    assert mail.attempts == tries


def test_beat_rings_only_for_tasks_that_exist() -> None:
    app.loader.import_default_modules()  # as a worker does when it starts
    wanted = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert wanted - set(app.tasks) == set()
