"""The page of one submission, for the team that sent it and for the staff."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competition.actions.log import by
from competition.actions.refused import RefusedError
from scoring.actions.picks import pick as pick_it
from scoring.actions.picks import unpick
from scoring.models.submissions import Submission
from scoring.queries.finals import private_score
from scoring.queries.picks import picks_of
from scoring.queries.submissions import shown
from scoring.views.submissions.bars import bars
from scoring.views.submissions.lookups import frame, own_submission, submission_of


@require_safe
def submission(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = submission_of(request, slug, pk)
    return render(request, "scoring/submissions/submission.html", frame(request, found) | _now(request, found))


@require_safe
def status(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The piece that the page asks for until there is a result."""
    found = submission_of(request, slug, pk)
    competition = {"competition": found.competition, "course": found.competition.course}
    return render(request, "scoring/submissions/_now.html", competition | _now(request, found))


@require_POST
def pick(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`back` takes it out again; without a slot the first free one is meant."""
    found, slot = own_submission(request, slug, pk), request.POST.get("slot", "")
    try:
        if "back" in request.POST:
            unpick(submission=found, by=by(request))
            messages.success(request, f"{found.file_name} is not picked any more.")
        else:
            made = pick_it(submission=found, by=by(request), slot=_number(slot))
            messages.success(request, f"{found.file_name} is pick {made.slot}.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("submission", slug, pk)


def _number(typed: str) -> int | None:
    """What is no number is no slot, and is refused as such."""
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < 5 else 0


def _now(request: HttpRequest, found: Submission) -> dict[str, Any]:
    told = shown(found, request.user)
    picks = picks_of(found.team) if told.mine and told.score else None
    context = {"shown": told, "submission": found, "picks": picks, "bars": bars(told.score)}
    return context | {"awaits_gain": told.awaits_gain(timezone.now()), "private": private_score(found)}
