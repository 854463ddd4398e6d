from django import template

from scoring.judging.standings import display

register = template.Library()


@register.filter
def score(value: float | None, digits: int) -> str:
    return "–" if value is None else display(value, digits)
