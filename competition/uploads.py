"""Uploads go to disk as they arrive, counted and hashed on the way; the web process holds no file in memory."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat

from competition.access import Viewer

View = Callable[..., HttpResponseBase]
if TYPE_CHECKING:
    _Uploaded = UploadedFile[bytes]
else:
    _Uploaded = UploadedFile

# A browser that is cut off while it sends shows no page at all. So the rest of a file that is a little too large is
# read and thrown away; beyond this the connection is closed.
READ_AND_THROWN_AWAY = 100 * 2**20


@dataclass(frozen=True)
class Cap:
    bytes: int
    who: Callable[[Viewer], bool]


def largest_upload(largest: int, *, who: Callable[[Viewer], bool]) -> Callable[[View], View]:
    """Raise the cap of one view, for the people it is meant for; everybody else keeps the small one.

    It is a mark on the view rather than code in it, because the form is read before the view runs: the check
    against forged requests looks for its token there.
    """

    def mark(view: View) -> View:
        view.largest_upload = Cap(largest, who)  # type: ignore[attr-defined]
        return view

    return mark


class ReceivedFile(_Uploaded):
    """On disk under a name of our own. Closing it deletes it, unless the shelf has taken it by then."""

    def __init__(self, name: str, content_type: str, charset: str | None, extra: dict[str, Any] | None) -> None:
        super().__init__(None, name, content_type, 0, charset, extra)
        self.on_disk = NamedTemporaryFile(prefix="upload-", dir=settings.INCOMING_FILES)  # noqa: SIM115 - closed with us
        self.file = self.on_disk
        self._digest = hashlib.sha256()

    def receive(self, chunk: bytes) -> None:
        self.write(chunk)
        self.size = (self.size or 0) + len(chunk)
        self._digest.update(chunk)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def temporary_file_path(self) -> str:
        return self.on_disk.name

    def close(self) -> None:
        with suppress(FileNotFoundError):  # the shelf has taken it
            self.on_disk.close()


class ToDisk(FileUploadHandler):
    """Stops at the cap of the view that is asked for, counted over all files of the request."""

    file: ReceivedFile
    request: HttpRequest
    arriving: ReceivedFile | None = None

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        self.cap = cap_for(self.request)
        self.received = 0
        self.input = input_data
        self.worth_reading = content_length <= self.cap + READ_AND_THROWN_AWAY

    def new_file(self, field_name: str, file_name: str, content_type: str, content_length: Any, *args: Any) -> None:
        super().new_file(field_name, file_name, content_type, content_length, *args)
        self.file = self.arriving = ReceivedFile(file_name, content_type, *args)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.cap:
            self.request.upload_stopped_at = self.cap  # type: ignore[attr-defined]
            self.read_and_throw_away()
            raise StopUpload(connection_reset=True)
        self.file.receive(raw_data)

    def file_complete(self, file_size: int) -> ReceivedFile:
        self.arriving = None
        self.file.seek(0)
        return self.file

    def read_and_throw_away(self) -> None:
        while self.worth_reading and self.input.read(self.chunk_size):
            pass

    def upload_interrupted(self) -> None:
        """Also for a connection that broke, of which Django tells no handler."""
        if self.arriving:
            self.arriving.close()


def cap_for(request: HttpRequest) -> int:
    match = request.resolver_match
    cap = getattr(match.func, "largest_upload", None) if match else None
    return cap.bytes if isinstance(cap, Cap) and cap.who(request.user) else settings.LARGEST_ROSTER


def stopped_at(request: HttpRequest) -> int | None:
    """The cap that cut this request's upload short, or None. For views that read the request themselves."""
    return getattr(request, "upload_stopped_at", None)


class RefuseLargeUploads:
    """Answers 413 in place of the view, which would see a form without its file. Stands after the CSRF check;
    an endpoint that is exempt from that check reads its own request and asks `stopped_at`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for handler in getattr(request, "_upload_handlers", []):
            handler.upload_interrupted()
        # Also where the view never ran, because the token stood behind the file in the form that was cut.
        unanswered = stopped_at(request) and response.status_code != 413 and not request.path.startswith("/api/")
        return too_large(request) if unanswered else response

    def process_view(self, request: HttpRequest, view: View, *args: Any) -> HttpResponse | None:
        if request.content_type != "multipart/form-data" or getattr(view, "csrf_exempt", False):
            return None
        _ = request.POST  # reads the form, if nobody has yet
        return too_large(request) if stopped_at(request) else None


def too_large(request: HttpRequest) -> HttpResponse:
    limit = filesizeformat(stopped_at(request) or 0)
    return render(request, "413.html", {"limit": limit}, status=413)
