from django import template
from django.utils.safestring import SafeString

from competition.markdown import render

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return render(text)


@register.filter
def size(count: int) -> str:
    """In powers of ten, as browsers and file managers count; the exact number stands beside it."""
    if count < 1_000:
        return "1 byte" if count == 1 else f"{count} bytes"
    amount, units = count / 1_000, ["kB", "MB", "GB", "TB"]
    while amount >= 999.95 and len(units) > 1:
        amount, units = amount / 1_000, units[1:]
    return f"{amount:.1f} {units[0]}"
