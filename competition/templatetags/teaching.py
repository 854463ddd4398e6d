from django import template

from competition.models.log import LogEntry
from competition.rules.log_lines import Detail, details

register = template.Library()


@register.simple_tag
def log_details(entry: LogEntry, zone: str) -> dict[str, list[Detail]]:
    """What moved from one value to another, and what is merely told."""
    told = details(entry.before, entry.after, zone)
    return {"moved": [one for one in told if one.both], "told": [one for one in told if not one.both]}


@register.filter
def in_words(name: str) -> str:
    """An action or a field as people say it."""
    return {"email": "e-mail address"}.get(name, name.replace("-", " ").replace("_", " "))
