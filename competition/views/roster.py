"""A roster is uploaded, looked at, and then applied or discarded as a whole."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.actions.roster import apply_roster, discard_roster, stage_roster
from competition.forms.roster import ApplyForm, RosterForm
from competition.models.courses import Course, RosterImport
from competition.queries.roster import comparison, fingerprint, roster_history
from competition.rules.roster.rows import RosterRefusedError
from competition.views.course_pages import course_page
from competition.views.lookups import led_course, staffed_course
from competition.views.pages import require_safe_or_post, typed

MOST_SHOWN = 50


@require_safe_or_post
def roster(request: HttpRequest, slug: str) -> HttpResponse:
    course = led_course(request, slug) if request.method == "POST" else staffed_course(request, slug)
    form = RosterForm(typed(request), request.FILES or None)
    if form.is_valid() and (staged := _stage(request, course, form)):
        return redirect("roster-import", slug, staged.pk)
    return course_page(request, course, "roster", form=form, imports=roster_history(course)[:MOST_SHOWN])


def _stage(request: HttpRequest, course: Course, form: RosterForm) -> RosterImport | None:
    upload = form.cleaned_data["file"]
    try:
        return stage_roster(
            course=course,
            by=by(request),
            file=Path(upload.temporary_file_path()),
            file_name=upload.name,
            drops_missing=form.cleaned_data["drops_missing"],
        )
    except RosterRefusedError as refusal:
        form.add_error("file", str(refusal))
        return None


@require_safe
def roster_import(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    course = staffed_course(request, slug)
    found = get_object_or_404(course.roster_imports.select_related("created_by", "course"), pk=pk)
    if found.state != RosterImport.State.STAGED:
        return course_page(request, course, "roster_decided", found=found)
    compared = comparison(found)
    form = ApplyForm(
        initial={"shown": fingerprint(compared)}, problems=len(compared.not_understood), new=len(compared.new)
    )
    return course_page(request, course, "roster_import", found=found, compared=compared, form=form)


@require_POST
def roster_apply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(led_course(request, slug).roster_imports, pk=pk)
    form = ApplyForm(request.POST)
    try:
        counts = apply_roster(roster_import=found, by=by(request), **_agreed(form))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("roster-import", slug, pk)
    messages.success(request, _told(counts))
    return redirect("teach-people", slug)


def _agreed(form: ApplyForm) -> dict[str, Any]:
    if not form.is_valid():
        raise RefusedError("The form came without what the preview showed. Look at it again and decide anew.")
    return form.cleaned_data


def _told(counts: dict[str, int]) -> str:
    told = ("new", "changed", "returning", "dropped", "unchanged")
    numbers = [f"{counts[name]} {name}" for name in told if counts[name]]
    return f"The roster is applied: {', '.join(numbers) or 'nobody on it'}."


@require_POST
def roster_discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(led_course(request, slug).roster_imports, pk=pk)
    try:
        discard_roster(roster_import=found, by=by(request))
        messages.success(request, "The roster is discarded. Nobody in the course was changed.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("roster", slug)
