"""A file as an answer, for pages and for the API: streamed, named, hashed, resumable, and never shown as a page."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from competition import access
from competition.files import Shelf, shelf
from competition.models.competitions import DataFile
from competition.models.people import User
from competition.places import Places
from competition.rules.ranges import BeyondTheEndError, Span, wanted

# A quarter of the threads is left to pages, however many download. Four at once is more than our command line opens.
places = Places(in_all=max(1, settings.WEB_THREADS * 3 // 4), for_each=4)
TOO_MANY = "Too many downloads at once. Wait for one to end, then go on.\n"


@dataclass(frozen=True)
class Stored:
    """Bytes on a shelf, and what they are called where they go."""

    shelf: Shelf
    sha256: str
    size: int
    name: str


@require_safe
def data_file(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    return send(request, file_of(request.user, slug, name))


def file_of(user: User | AnonymousUser, slug: str, name: str) -> DataFile:
    if "\0" in name:  # PostgreSQL would rather break than look for it
        raise Http404
    found = DataFile.objects.filter(competition__in=access.competitions_with_data(user))
    return get_object_or_404(found, competition__slug=slug, name=name)


def send(request: HttpRequest, file: DataFile) -> HttpResponseBase:
    return send_stored(request, Stored(shelf, file.sha256, file.size, file.name))


def send_stored(request: HttpRequest, file: Stored) -> HttpResponseBase:
    if file.sha256 in _hashes(request.headers.get("If-None-Match", "")):
        return _described(HttpResponse(status=304), file, length=None)
    try:
        span = _span(request, file)
    except BeyondTheEndError:
        beyond = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
        return _described(beyond, file, length=0)
    if request.method != "HEAD" and not places.take(request.user.pk or 0):
        return _too_many()
    if span is None:
        return _described(_body(request, file, Span(0, file.size)), file, length=file.size)
    part = _body(request, file, span)
    part.status_code = 206
    part.headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{file.size}"
    return _described(part, file, length=span.length)


def send_made(request: HttpRequest, blocks: Generator[bytes], name: str) -> HttpResponseBase:
    """What is worked out while it is sent: nobody knows its length or its hash before the end."""
    if request.method == "HEAD":
        return _attached(HttpResponse(), name)
    person = request.user.pk or 0
    if not places.take(person):
        return _too_many()
    return _attached(StreamingHttpResponse(_Made(blocks, person)), name)


def _too_many() -> HttpResponse:
    return HttpResponse(TOO_MANY, status=429, content_type="text/plain", headers={"Retry-After": "5"})


def _span(request: HttpRequest, file: Stored) -> Span | None:
    """A file that was replaced since the first part came is sent whole: two halves of two files are neither."""
    condition = request.headers.get("If-Range", "")
    if request.method == "HEAD" or (condition and condition.strip() != f'"{file.sha256}"'):
        return None
    return wanted(request.headers.get("Range", ""), file.size)


def _hashes(header: str) -> list[str]:
    return [tag.removeprefix("W/").strip('"') for tag in parse_etags(header)]


class _Download(FileResponse):
    block_size = 64 * 2**10


class _Part:
    """Reads one stretch of a file. It has no `tell` or `seek`, so Django asks it for nothing but bytes."""

    def __init__(self, file: Stored, span: Span, person: int) -> None:
        self.person: int | None = person
        try:
            self.handle, self.left = file.shelf.open(file.sha256), span.length
        except OSError:
            places.give_back(person)
            raise
        self.handle.seek(span.start)

    def read(self, count: int) -> bytes:
        block = self.handle.read(min(count, self.left))
        self.left -= len(block)
        return block

    def close(self) -> None:
        self.handle.close()
        if self.person is not None:
            places.give_back(self.person)
        self.person = None  # closing twice is closing once


class _Made:
    """Django closes it when the answer is through or broken off; a generator that never began would not hear of it."""

    def __init__(self, blocks: Generator[bytes], person: int) -> None:
        self.blocks, self.person = blocks, person
        self.open = True

    def __iter__(self) -> Iterator[bytes]:
        yield from self.blocks

    def close(self) -> None:
        self.blocks.close()
        if self.open:
            places.give_back(self.person)
        self.open = False


def _body(request: HttpRequest, file: Stored, span: Span) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse()
    return _Download(_Part(file, span, request.user.pk or 0), content_type="application/octet-stream")


def _described(response: HttpResponseBase, file: Stored, *, length: int | None) -> HttpResponseBase:
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{file.sha256}"'
    if length is not None:
        response.headers["Content-Length"] = str(length)
    return _attached(response, file.name)


def _attached(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
