"""A competition as students see it; staff see the same pages, drafts included."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from competition import access
from competition.actions.refused import RefusedError
from competition.actions.rules import accept_rules
from competition.queries import showing
from competition.rules import commands
from competition.views.pages import page_of, require_safe_or_post, signed_in

ON_A_PAGE = 20


def framed(request: HttpRequest, slug: str, tab: str) -> dict[str, Any]:
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    return {"tab": tab} | showing.frame(request.user, competition, timezone.now())


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "overview")
    return render(request, "competition/overview.html", frame | showing.overview(request.user, frame))


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "data")
    shown = showing.files(request.user, frame)
    if shown["files"]:
        shown |= _command_lines(request, slug, shown["files"])
    return render(request, "competition/data.html", frame | shown)


def _command_lines(request: HttpRequest, slug: str, files: list[Any]) -> dict[str, str]:
    addresses = [settings.PUBLIC_URL + reverse("api-file", args=[slug, file.name]) for file in files]
    return {"download": commands.download(signed_in(request).username, addresses), "check": commands.check(files)}


@require_safe_or_post
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "rules")
    if request.method != "POST":
        return render(request, "competition/rules.html", frame | showing.rules(request.user, frame["competition"]))
    try:
        _accept(request, frame)
        messages.success(request, "You have accepted the rules.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("competition-rules", slug)


def _accept(request: HttpRequest, frame: dict[str, Any]) -> None:
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    accept_rules(user=signed_in(request), competition=frame["competition"], version=version, now=frame["now"])


@require_safe
def announcements(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "announcements")
    page = page_of(request, showing.about(request.user, frame["competition"]), ON_A_PAGE)
    return render(request, "competition/announcements.html", frame | {"page": page})
