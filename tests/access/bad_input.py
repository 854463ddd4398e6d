"""What a careless or hostile program sends: values, bodies and methods."""

from dataclasses import dataclass
from html.parser import HTMLParser

VALUES = {
    "a NUL": "a\0b",
    "ten thousand characters": "x" * 10_000,
    "a negative number": "-1",
    "a huge number": "9" * 40,
    "not a number": "nan",
    "emoji": "👩🏽‍🔬" * 20,
    "half a character": "\udcff",
    "markup": "<script>alert(1)</script>'\";--",
}
# Alone in a field of a form that is else filled in well; the others stand in all fields at once.
ONE_BY_ONE = {"a NUL", "ten thousand characters", "a huge number", "half a character"}
PARAMETERS = "page page_size q sort role section active person action next format process".split()

Body = tuple[bytes, str]
BODIES: dict[str, Body] = {
    "JSON": (b'{"title": ["x"], "name": {"a": 1}}', "application/json"),
    "broken JSON": (b'{"title": ', "application/json"),
    "no content type": (b"title=x", ""),
    "plain text": (b"title=x", "text/plain"),
    "an unknown charset": (b"title=x", "application/x-www-form-urlencoded; charset=klingon"),
    "UTF-16": ("title=x&name=y".encode("utf-16"), "application/x-www-form-urlencoded; charset=utf-16"),
    "bytes that are no UTF-8": (b"title=%ff%fe&name=\xff\xfe", "application/x-www-form-urlencoded"),
    "arrays": (b"title[]=1&title[]=2&name[a][b]=c&title=1&title=2", "application/x-www-form-urlencoded"),
    "3,000 fields": (b"&".join(b"f%d=1" % number for number in range(3_000)), "application/x-www-form-urlencoded"),
    "two megabytes": (b"title=" + b"x" * 2_000_000, "application/x-www-form-urlencoded"),
    "parts without a limit": (b"--x\r\n\r\n", "multipart/form-data"),
    "parts with a wrong limit": (b"--y\r\n\r\nz\r\n--y--", "multipart/form-data; boundary=x"),
    "parts that break off": (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid,lab',
        "multipart/form-data; boundary=x",
    ),
    "a limit that is no text": (b"--x", 'multipart/form-data; boundary="\xff"'),
    "a part without a name": (
        b'--x\r\nContent-Disposition: form-data\r\n\r\nz\r\n--x\r\nContent-Disposition: form-data; name="file"; '
        b'filename="\0../../x"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--',
        "multipart/form-data; boundary=x",
    ),
}
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "BREW")
HEADERS = {
    "no key at all": {"HTTP_AUTHORIZATION": "Bearer"},
    "a key of bytes": {"HTTP_AUTHORIZATION": "Basic \xff\xfe"},
    "a key that is no base64": {"HTTP_AUTHORIZATION": "Basic !!!"},
    "a NUL for a key": {"HTTP_AUTHORIZATION": "Basic AAA6AAA="},
    "an endless key": {"HTTP_AUTHORIZATION": "Bearer " + "x" * 10_000},
    "a strange session": {"HTTP_COOKIE": "sessionid=\0\xff'; csrftoken=" + "x" * 5_000},
    "a strange range": {"HTTP_RANGE": "bytes=-0,9999999999999999999999-,abc", "HTTP_IF_RANGE": '"\xff'},
    "a strange tag": {"HTTP_IF_NONE_MATCH": 'W/"\xff", *,,"', "HTTP_IF_MODIFIED_SINCE": "yesterday"},
    "a strange origin": {
        "HTTP_X_FORWARDED_FOR": "\xff, 999.1.1.1",
        "HTTP_ACCEPT": "///;q=x",
        "HTTP_ACCEPT_LANGUAGE": "x" * 500,
    },
    "a strange address": {"REMOTE_ADDR": ""},
    "a strange piece": {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[::", "HTTP_HX_TARGET": "\xff"},
}


@dataclass(frozen=True)
class Field:
    name: str
    value: str


class FormReader(HTMLParser):
    """The fields of a page's forms with what stands in them, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"input", "select", "textarea"} and values.get("name") and values.get("type") != "submit":
            self.open = values["name"]
            unticked = values.get("type") in {"checkbox", "radio"} and "checked" not in values
            self.fields.setdefault(self.open, "")
            if tag == "input" and not unticked:
                self.fields[self.open] = values.get("value", "")
        if tag == "option" and "selected" in values and self.open:
            self.fields[self.open] = values.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.open and self.lasttag == "textarea":
            self.fields[self.open] += data


def fields_of(page: bytes) -> dict[str, str]:
    reader = FormReader()
    reader.feed(page.decode())
    return {name: value for name, value in reader.fields.items() if name != "csrfmiddlewaretoken"}
