"""Texts come from people. Whatever they write, the page around it stays what it was."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competition.markdown import render
from competition.templatetags.texts import size

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p style='position:fixed'>x</p>",
    "<base href='//evil.example'>",
    "<iframe src='//evil.example'></iframe>",
    "<form action='//evil.example'><input name=password></form>",
    "<svg onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&#58;alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](https://evil.example/pixel.png)",
    "![a](//evil.example/pixel.png)",
    "![a](/\\evil.example/pixel.png)",
    '![a" onerror="alert(1)](https://evil.example/"onerror=1)',
    '[a](https://evil.example "x\\" onclick=\\"alert(1)")',
    "[![a](https://evil.example/x.png)](javascript:alert(1))",
    "```<script>\nalert(1)\n```",
    "<a href=javascript:alert(1)>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
TAGS = set("h2 h3 h4 h5 h6 p br hr blockquote pre code em strong s a img ul ol li table thead tbody tr th td".split())


class Walls(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        given = dict(attrs)
        assert set(given) <= {"href", "title", "rel", "src", "alt", "start", "class"}
        if "href" in given:
            assert given["rel"] == "nofollow noopener"
            scheme = (given["href"] or "").partition(":")[0].lower()
            assert scheme in {"http", "https", "mailto"} or ":" not in (given["href"] or "").split("/")[0]
        if "src" in given:
            assert (given["src"] or "").startswith("/")
            assert not (given["src"] or "").startswith("//")
        assert given.get("class", "number") == "number"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_do_nothing(text: str) -> None:
    Walls().feed(render(text))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20)).map("".join))
def test_nor_do_mixtures_of_them(text: str) -> None:
    Walls().feed(render(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# First\n\n## Second", "<h2>First</h2>\n<h3>Second</h3>\n"),
        ("###### Sixth", "<h6>Sixth</h6>\n"),
        ("**bold** ~~no~~", "<p><strong>bold</strong> <s>no</s></p>\n"),
        ("[a](https://example.org)", '<p><a href="https://example.org" rel="nofollow noopener">a</a></p>\n'),
        ("https://example.org", "<p>https://example.org</p>\n"),
        ("![a plot](/static/plot.png)", '<p><img src="/static/plot.png" alt="a plot"></p>\n'),
        (
            "![a plot](https://example.org/plot.png)",
            '<p><a href="https://example.org/plot.png" rel="nofollow noopener">a plot</a></p>\n',
        ),
        (
            "|a|b|\n|---|--:|\n|x|1|",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="number">b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td>x</td>\n<td class="number">1</td>\n</tr>\n</tbody>\n</table>\n',
        ),
    ],
)
def test_markdown_becomes_html_below_the_pages_own_heading(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1.0 kB"), (999_950, "1.0 MB"), (5 * 10**9, "5.0 GB")],
)
def test_sizes_are_said_in_powers_of_ten(count: int, text: str) -> None:
    assert size(count) == text
