import zoneinfo

from django.core.exceptions import ValidationError


def known_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Use a name such as Europe/Berlin or America/Chicago.")
