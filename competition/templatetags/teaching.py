from django import template

from competition.models.log import LogEntry
from competition.rules.log_lines import Detail, details

register = template.Library()


@register.filter
def log_details(entry: LogEntry) -> list[Detail]:
    return details(entry.before, entry.after)


@register.filter
def in_words(name: str) -> str:
    """An action or a field as people say it."""
    return {"email": "e-mail address"}.get(name, name.replace("-", " ").replace("_", " "))
