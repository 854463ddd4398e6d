from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from competition.actions.mail import send_waiting_mail
from competition.models.running import OutgoingMail
from competition.queries.running import MOST_ATTEMPTS, mail_due, mail_is_due
from tests.mail_server import MailServer


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "competition.mail.OutboxBackend"
    with MailServer() as server:
        settings.MAIL_SERVER = settings.MAIL_SERVER | {"host": "127.0.0.1", "port": server.port}
        yield server


def write_mail(subject: str = "Your code") -> OutgoingMail:
    return OutgoingMail.objects.create(to="alice@example.org", subject=subject, body="ABC-123")


def tried(mail: OutgoingMail, *, times: int, minutes_ago: int) -> None:
    claimed_at = timezone.now() - timedelta(minutes=minutes_ago)
    OutgoingMail.objects.filter(pk=mail.pk).update(attempts=times, claimed_at=claimed_at)


@pytest.mark.django_db
def test_a_mail_goes_into_the_outbox_and_from_there_to_the_mail_server(mail_server: MailServer) -> None:
    send_mail("Your code", "ABC-123", None, ["alice@example.org"])
    assert mail_server.mails == []
    assert send_waiting_mail() == 1
    [mail] = mail_server.mails
    assert {"Subject: Your code\r\n", "To: alice@example.org\r\n", "ABC-123\r\n"} <= set(mail.splitlines(keepends=True))
    assert not mail_due().exists()
    assert OutgoingMail.objects.get().body == ""


@pytest.mark.django_db
def test_a_sent_mail_is_not_sent_again(mail_server: MailServer) -> None:
    write_mail()
    assert [send_waiting_mail(), send_waiting_mail()] == [1, 0]
    assert len(mail_server.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_mail_once(mail_server: MailServer) -> None:
    for number in range(12):
        write_mail(f"Mail {number}")

    def work(_: int) -> int:
        try:
            return send_waiting_mail()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        sent = sum(workers.map(work, range(4)))
    subjects = sorted(line for mail in mail_server.mails for line in mail.splitlines() if line.startswith("Subject"))
    assert sent == 12
    assert subjects == sorted(f"Subject: Mail {number}" for number in range(12))


@pytest.mark.django_db
def test_a_mail_server_that_is_away_costs_an_attempt_and_keeps_the_reason(settings: Settings) -> None:
    with MailServer() as gone:
        settings.MAIL_SERVER = settings.MAIL_SERVER | {"host": "127.0.0.1", "port": gone.port}
    mail = write_mail()
    assert send_waiting_mail() == 0
    mail.refresh_from_db()
    assert (mail.attempts, mail.sent_at, mail.last_error) == (
        1,
        None,
        "ConnectionRefusedError: [Errno 111] Connection refused",
    )


@pytest.mark.django_db
def test_a_mail_the_server_cannot_take_does_not_hold_up_the_next(mail_server: MailServer) -> None:
    write_mail("A\nBcc: everybody@example.org")
    write_mail("Fine")
    assert send_waiting_mail() == 1
    assert [mail.count("Subject: Fine") for mail in mail_server.mails] == [1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("times", "minutes_ago", "due"),
    [
        (1, 1, False),  # a worker may still hold it
        (1, 3, True),
        (2, 2, False),
        (2, 4, True),
        (4, 8, False),
        (4, 10, True),
        (MOST_ATTEMPTS, 10_000, False),  # given up
    ],
)
def test_each_failure_makes_the_pause_longer_until_it_is_given_up(times: int, minutes_ago: int, due: bool) -> None:
    tried(write_mail(), times=times, minutes_ago=minutes_ago)
    assert mail_due().exists() == due


@pytest.mark.django_db
def test_no_mail_leaves_the_demo(settings: Settings) -> None:
    write_mail()
    settings.DEMO = True
    assert not mail_is_due()
    settings.DEMO = False
    assert mail_is_due()
