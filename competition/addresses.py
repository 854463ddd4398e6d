"""Where a request comes from: the one place that decides whom to believe."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the person, or None where the server knows none (a unix socket)."""
    return _valid(_forwarded(request)) or _valid(request.META.get("REMOTE_ADDR", ""))


def _forwarded(request: HttpRequest) -> str:
    """What the outermost of our own proxies saw. Everything to the left of it was written by the client."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXIES
    return hops[-count].strip() if 0 < count <= len(hops) else ""


def _valid(text: str) -> str | None:
    """One spelling for each address: a socket for both families says ::ffff:192.0.2.7 where IPv4 says 192.0.2.7, and a
    link's zone (%eth0) is no part of what the log can hold."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


def network(request: HttpRequest) -> str:
    return network_of(client_address(request))


def network_of(address: str | None) -> str:
    """What one person can hardly change: an IPv4 address, or the /64 an IPv6 provider hands out whole."""
    if address and ":" in address:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return address or "unknown"
