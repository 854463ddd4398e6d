"""An instructor's pages of one competition."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competition import access
from competition.actions.competitions import (
    change_rules,
    change_texts,
    create_competition,
    move_dates,
    publish,
    unpublish,
)
from competition.actions.files import add_data_file, remove_data_file
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.forms.competitions import (
    DataFileForm,
    DatesForm,
    NewCompetitionForm,
    ReasonForm,
    RulesForm,
    SettingsForm,
)
from competition.models.competitions import Competition
from competition.queries import competitions as queries
from competition.rules.phases import milestones, phase, progress
from competition.uploads import largest_upload
from competition.views.lookups import led_competition, led_course, staffed_competition
from competition.views.pages import require_safe_or_post, show, typed


def page(request: HttpRequest, competition: Competition, name: str, **context: Any) -> HttpResponse:
    now = context.setdefault("now", timezone.now())
    frame = {
        "competition": competition,
        "course": competition.course,
        "phase": phase(competition, now),
        "leads": access.leads(request.user, competition.course),
        "tab": name,
    }
    template = context.pop("template", f"competition/teach/competition_{name}.html")
    return show(request, template, frame | context)


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    competition, now = staffed_competition(request, slug), timezone.now()
    dates = {"milestones": milestones(competition, now), "progress": progress(competition, now)}
    return page(request, competition, "overview", now=now, **dates, **queries.overview(competition, now))


@require_safe_or_post
def new(request: HttpRequest, slug: str) -> HttpResponse:
    course, now = led_course(request, slug), timezone.now()
    form = NewCompetitionForm(typed(request), zone=course.zone, initial=suggested_dates(now))
    if form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("title", "slug", *Competition.DATES)}
        competition = create_competition(course=course, by=by(request), values=chosen)
        messages.success(request, "The draft is made. Only staff see it until you publish it.")
        return redirect("teach-competition", competition.slug)
    return show(request, "competition/teach/competition_new.html", {"course": course, "form": form})


def suggested_dates(now: datetime) -> dict[str, Any]:
    start = now.replace(minute=0, second=0, microsecond=0)
    return {"opens_at": start + timedelta(days=1)}


@require_safe_or_post
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    form = SettingsForm(typed(request), instance=competition)
    if form.is_valid():
        change_texts(competition=competition, by=by(request), values=form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("teach-competition-settings", form.cleaned_data["slug"])
    # A refused form must not rename the page around it.
    competition.refresh_from_db()
    return page(request, competition, "settings", form=form)


@require_safe_or_post
def dates(request: HttpRequest, slug: str) -> HttpResponse:
    competition, now = led_competition(request, slug), timezone.now()
    form = DatesForm(
        typed(request),
        zone=competition.course.zone,
        needs_reason=competition.published_at is not None,
        initial={name: getattr(competition, name) for name in Competition.DATES},
    )
    if form.is_valid() and _moved(request, competition, form, now):
        messages.success(request, _told(form, competition))
        return redirect("teach-competition", competition.slug)
    moved = competition.date_changes.select_related("changed_by")
    return page(request, competition, "dates", form=form, now=now, milestones=milestones(competition, now), moved=moved)


def _moved(request: HttpRequest, competition: Competition, form: DatesForm, now: datetime) -> bool:
    reason = form.cleaned_data.get("reason", "")
    try:
        move_dates(competition=competition, by=by(request), dates=form.dates(), reason=reason, now=now)
    except RefusedError as refusal:
        form.add_error(refusal.field, str(refusal))
    return form.is_valid()


def _told(form: DatesForm, competition: Competition) -> str:
    if not form.moved():
        return "No date was changed."
    return "The dates are saved" + (", and everybody in the course is told." if competition.published_at else ".")


@require_safe_or_post
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    newest = queries.newest_rules(competition)
    form = RulesForm(typed(request), initial={"text": newest.text if newest else ""})
    if form.is_valid():
        saved = change_rules(
            competition=competition, by=by(request), text=form.cleaned_data["text"], now=timezone.now()
        )
        untouched = newest and saved.text == newest.text
        told = "stays as it was: nothing was changed" if untouched else "of the rules is saved"
        messages.success(request, f"Version {saved.number} {told}.")
        return redirect("teach-competition-rules", competition.slug)
    return page(request, competition, "rules", form=form, newest=newest, versions=queries.rules_history(competition))


@largest_upload(django_settings.LARGEST_DATA_FILE, who=access.teaches)
@require_safe_or_post
def files(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    form = DataFileForm(typed(request), request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        kept = add_data_file(
            competition=competition,
            by=by(request),
            upload=upload,
            name=upload.name,
            about=form.cleaned_data["about"],
            now=timezone.now(),
        )
        messages.success(request, f"{kept.name} is in place.")
        return redirect("teach-files", competition.slug)
    return page(request, competition, "files", form=form, files=competition.data_files.all())


@require_safe_or_post
def file_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    competition = led_competition(request, slug)
    data_file = get_object_or_404(competition.data_files, pk=pk)
    form = ReasonForm(typed(request))
    if form.is_valid():
        remove_data_file(file=data_file, by=by(request), reason=form.cleaned_data["reason"])
        messages.success(request, f"{data_file.name} is removed.")
        return redirect("teach-files", competition.slug)
    return page(request, competition, "file_remove", form=form, data_file=data_file)


@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    try:
        if request.POST.get("undo"):
            unpublish(competition=competition, by=by(request))
            messages.success(request, "This competition is a draft again. Only staff see it.")
        else:
            publish(competition=competition, by=by(request), now=timezone.now())
            messages.success(request, "Published. Everybody in the course sees it now.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("teach-competition", competition.slug)
