import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from competition.models.running import OutgoingMail
from competition.rules.codes import codes_in

pytestmark = pytest.mark.django_db


def write(subject: str, body: str) -> OutgoingMail:
    return OutgoingMail.objects.create(to="alice@example.org", subject=subject, body=body)


def test_outside_the_demo_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/mail/").status_code == 404


def test_anybody_may_read_the_demos_mail_newest_first(client: Client) -> None:
    write("First", "Hello")
    write("Second", "Hello again")
    page = client.get("/demo/mail/").content.decode()
    assert page.index("Second") < page.index("First")


def test_a_code_can_be_copied_and_a_link_followed(client: Client) -> None:
    mail = write("Your code", "Your code is:\n\nABC-DEF\n\nor open https://localhost/x?y=1 now.\n")
    page = client.get("/demo/mail/").content.decode()
    assert f'<code id="mail-{mail.pk}-code-ABC-DEF" tabindex="0">ABC-DEF</code>' in page
    assert '<a href="https://localhost/x?y=1" rel="nofollow">https://localhost/x?y=1</a>' in page


def test_what_a_mail_says_is_text_and_not_a_page(client: Client) -> None:
    write("<b>x</b>", "<script>alert(1)</script>")
    page = client.get("/demo/mail/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_without_mail_the_page_says_how_to_cause_some(client: Client) -> None:
    assert "No mail yet" in client.get("/demo/mail/").content.decode()


@pytest.mark.parametrize("mails", [1, 3])
def test_more_mail_costs_no_more_queries(
    client: Client, mails: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(mails):
        write(f"Mail {number}", "ABC-DEF")
    with django_assert_num_queries(2):
        client.get("/demo/mail/")


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Hello\n\nABC-DEF\n\nBye", ["ABC-DEF"]), ("123456", ["123456"]), ("Hello\nOK\nNOTE that", []), ("", [])],
)
def test_a_code_stands_on_a_line_of_its_own(text: str, codes: list[str]) -> None:
    assert codes_in(text) == codes
