import pytest
from django.test import RequestFactory
from pytest_django import Settings

from competition.actions.log import by
from competition.addresses import client_address, network_of
from competition.models.people import User

SPOOFED = "6.6.6.6, 203.0.113.9, 10.0.0.2"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, SPOOFED, "10.0.0.1"),
        (1, SPOOFED, "10.0.0.2"),
        (2, SPOOFED, "203.0.113.9"),
        (1, "", "10.0.0.1"),
        (4, SPOOFED, "10.0.0.1"),
        (1, "6.6.6.6, not an address", "10.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings: Settings, proxies: int, forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    request.user = User()
    assert (client_address(request), by(request).address) == (expected, expected)


def test_a_socket_has_no_address() -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None


@pytest.mark.parametrize(
    ("told", "kept"), [("::ffff:192.0.2.7", "192.0.2.7"), ("fe80::1%eth0", "fe80::1"), ("2001:DB8:0::1", "2001:db8::1")]
)
def test_an_address_has_one_spelling(told: str, kept: str) -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=told)) == kept


def test_a_person_is_counted_by_what_cannot_be_changed_at_will() -> None:
    assert network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::"
    assert network_of("10.0.0.1") != network_of("10.0.0.2")
    assert network_of(None) == "unknown"
