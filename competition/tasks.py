from importlib import import_module

from django.conf import settings
from django.utils import timezone

from competition.actions.allowances import forget_old
from competition.actions.files import remove_unlisted_files
from competition.actions.mail import send_waiting_mail
from competition.actions.pulses import forget_old_pulses, show_pulse
from competition.actions.roster import discard_stale_rosters
from competition.bell import ring
from competition.config.celery import app
from competition.files import remove_stale_incoming
from competition.queries.running import mail_is_due


@app.task
def send_mail() -> None:
    if not settings.DEMO:
        send_waiting_mail()


@app.task
def sweep() -> None:
    """Every five seconds: ring again for what waits. That it ran at all shows that beat, broker and worker are well."""
    show_pulse(name="beat")
    if mail_is_due():
        ring(send_mail)


@app.task
def tidy() -> None:
    """Every ten minutes: throw away what has had its time."""
    forget_old_pulses()
    forget_old(now=timezone.now())
    discard_stale_rosters()
    remove_stale_incoming()
    remove_unlisted_files()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
