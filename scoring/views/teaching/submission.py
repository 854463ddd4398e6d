"""One submission, for the staff: what it is, what became of it, and what can be done about it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from competition.actions.log import by
from competition.forms.competitions import ReasonForm
from competition.models.competitions import Competition
from competition.views.lookups import led_competition, staffed_competition
from competition.views.pages import signed_in
from competition.views.teach_competition import page
from scoring.actions.judging_again import judge_again
from scoring.actions.voiding import unvoid, void
from scoring.models.submissions import Submission
from scoring.queries import class_submissions as queries
from scoring.queries.keys import active_key
from scoring.queries.previews import preview_of
from scoring.queries.probing import suspicions_of
from scoring.queries.reveals import revealed
from scoring.rules.counting import is_late
from scoring.rules.probes import title, why
from scoring.views.opening.frame import do
from teams.queries.teams import closes_at


@require_safe
def submission(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _page(request, staffed_competition(request, slug), pk, ReasonForm())


def _page(request: HttpRequest, competition: Competition, pk: int, form: forms.Form) -> HttpResponse:
    key = active_key(competition)
    row = get_object_or_404(queries.class_submissions(competition, key), pk=pk)
    preview = preview_of(competition, signed_in(request))
    shown = {
        "line": queries.lines([row], preview.rows if preview else None)[0],
        "preview": preview,
        "revealed": revealed(competition),
        "late": is_late(row.received_at, closes_at(row.team)),
        "judgements": queries.judgements_of(row),
        "suspicions": [(each, title(each), why(each)) for each in suspicions_of(row)],
        "key": key,
        "form": form,
    }
    return page(request, competition, "submissions", template="scoring/teach/submission.html", **shown)


@require_POST
def void_it(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    competition = led_competition(request, slug)
    found, form = _found(competition, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, competition, pk, form)
    told = "It is void: it counts no longer, and the board is ranked anew."
    do(request, told, void, submission=found, reason=form.cleaned_data["reason"])
    return redirect("teach-submission", slug, pk)


@require_POST
def count_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _found(led_competition(request, slug), pk)
    unvoid(submission=found, by=by(request))
    messages.success(request, "It counts again.")
    return redirect("teach-submission", slug, pk)


@require_POST
def judge_anew(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _found(led_competition(request, slug), pk)
    do(request, "It waits for a worker again, with three new attempts.", judge_again, submission=found)
    return redirect("teach-submission", slug, pk)


def _found(competition: Competition, pk: int) -> Submission:
    sent = Submission.objects.filter(competition=competition).select_related("team", "competition__course")
    return get_object_or_404(sent, pk=pk)
