"""Texts that people write become HTML. Two walls: markdown-it lets no HTML through, and nh3 lets only
the tags and attributes named here through, whatever the first may miss."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "s", "a", "img"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
}
SCHEMES = {"http", "https", "mailto"}


def render(text: str) -> SafeString:
    """The page has its one h1, so a text's first level is an h2."""
    dirty = _parser.render(text)
    clean = nh3.clean(
        dirty,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
        attribute_filter=_only_what_is_ours,
    )
    return mark_safe(clean)  # noqa: S308 - this is the function that makes it safe


def _only_what_is_ours(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if value == "number" else None
    if attribute == "src":
        return value if own_address(value) else None
    return value


def own_address(address: str) -> bool:
    """A path on this site. `//host` and `/\\host` look like one and lead elsewhere."""
    parts = urlsplit(address)
    on_site = not parts.scheme and not parts.netloc and address.startswith("/")
    return on_site and not address.startswith("//") and "\\" not in address


class _Renderer(RendererHTML):
    def heading_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        return f"<h{_level(tokens[at])}>"

    def heading_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        return f"</h{_level(tokens[at])}>\n"

    def th_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        return _cell(tokens[at])

    td_open = th_open

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: Any) -> str:
        """A picture from elsewhere would tell that host who reads this page: it becomes a link."""
        token = tokens[at]
        address = str(token.attrs.get("src", ""))
        if own_address(address):
            return super().image(tokens, at, options, env)
        said = self.renderInlineAsText(token.children or [], options, env) or address
        return f'<a href="{escape(address)}">{escape(said)}</a>'


def _level(token: Token) -> int:
    return min(int(token.tag[1]) + 1, 6)


def _cell(token: Token) -> str:
    """Columns aligned to the right hold numbers. A class says so, for the content policy drops style attributes."""
    is_number = token.attrs.get("style") == "text-align:right"
    return f'<{token.tag} class="number">' if is_number else f"<{token.tag}>"


_parser = MarkdownIt("commonmark", {"html": False, "linkify": False}, renderer_cls=_Renderer).enable(
    ["table", "strikethrough"]
)
