"""Where a team sends its files."""

from http import HTTPStatus
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from competition import access
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.queries.clock import database_now
from competition.uploads import largest_upload
from competition.views.competition import framed
from competition.views.pages import page_of, require_safe_or_post, show, typed
from scoring.access import may_send
from scoring.actions.submitting import Submitted, submit
from scoring.forms.submitting import SubmitForm
from scoring.queries import submitting as queries
from scoring.queries.keys import active_key
from scoring.queries.picks import picks_of
from scoring.queries.team_submissions import lines, sent_by
from scoring.rules.refusals import LimitReachedError, SameFileError, seconds_until
from teams.models.teams import Team
from teams.queries.teams import team_of

ON_A_PAGE = 20


@largest_upload(settings.LARGEST_SUBMISSION, who=may_send)
@require_safe_or_post
def submission_form(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "submit")
    team = team_of(request.user, frame["competition"])
    form = SubmitForm(typed(request), request.FILES or None, initial={"request_id": token_hex(16)})
    if team is None or not form.is_valid():
        return _page(request, frame, team, form)
    try:
        sent = _send(request, team, form)
    except RefusedError as refusal:
        earlier = {"earlier": getattr(refusal, "earlier", None)}
        return _refused(_page(request, frame | earlier, team, _with(form, refusal)), refusal)
    messages.success(request, _said(sent))
    return redirect("submission", slug, sent.submission.pk)


def _send(request: HttpRequest, team: Team, form: SubmitForm) -> Submitted:
    upload = form.cleaned_data["file"]
    return submit(
        team=team,
        by=by(request),
        upload=upload,
        file_name=upload.name,
        # A page that was gone back to still has its old id: with the file it is an id of this request.
        request_id=f"{form.cleaned_data['request_id']}-{upload.sha256[:31]}",
        note=form.cleaned_data["note"],
        again=form.cleaned_data.get("again", False),
    )


def _with(form: SubmitForm, refusal: RefusedError) -> SubmitForm:
    if isinstance(refusal, SameFileError):
        form.ask_again()
    form.add_error(refusal.field, str(refusal))
    return form


def _refused(page: HttpResponse, refusal: RefusedError) -> HttpResponse:
    if isinstance(refusal, LimitReachedError):
        page.status_code = HTTPStatus.TOO_MANY_REQUESTS
        page.headers["Retry-After"] = str(seconds_until(refusal.until, database_now()))
    return page


def _said(sent: Submitted) -> str:
    name, left = sent.submission.file_name, sent.submission.seats_left
    if sent.repeated:
        return f"{name} had arrived already. It was counted once."
    return f"{name} has arrived. Your team has {left} more today."


def _page(request: HttpRequest, frame: dict[str, Any], team: Team | None, form: SubmitForm) -> HttpResponse:
    shown = queries.submit_page(request.user, frame, database_now())
    if team:
        page = page_of(request, sent_by(team), ON_A_PAGE)
        shown |= {"page": page, "lines": lines(team, page.object_list, active_key(frame["competition"]))}
        shown["picks"] = picks_of(team)
    return show(request, "scoring/submit.html", frame | shown | {"form": form})


@require_safe
def rail(request: HttpRequest, slug: str) -> HttpResponse:
    """A piece of the competition's overview."""
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    if not request.headers.get("HX-Request"):
        answer: HttpResponse = redirect("submit", slug)
    else:
        shown = queries.rail(request.user, competition, timezone.now())
        answer = render(request, "scoring/_submit_rail.html", {"competition": competition} | shown)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
