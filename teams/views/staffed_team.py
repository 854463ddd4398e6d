"""One team, as the staff see and change it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.forms.competitions import ReasonForm
from competition.views.lookups import led_competition, staffed_competition
from competition.views.pages import require_safe_or_post, typed
from competition.views.teach_competition import page
from teams.actions.captaincy import appoint_captain
from teams.actions.excluding import exclude, readmit
from teams.actions.extending import extend, withdraw_extension
from teams.actions.naming import rename_for
from teams.actions.placing import take_off
from teams.forms.own import MemberForm, NameForm
from teams.forms.staffed import ExclusionForm, ExtensionForm, TakeOffForm
from teams.models.teams import Team
from teams.queries import staffed as queries
from teams.rules.extending import why_too_late


@require_safe_or_post
def team(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Its page, and its new name."""
    found = _led(request, slug, pk) if request.method == "POST" else _staffed(request, slug, pk)
    form = NameForm(typed(request), initial={"name": found.name})
    if request.method != "POST":
        return _page(request, found, form=form, name_form=form)

    def deed() -> str:
        rename_for(team=found, by=by(request), name=form.cleaned_data["name"])
        return "The team has its new name."

    return _done(request, found, form, deed, "name_form")


@require_POST
def exclusion(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _led(request, slug, pk)
    form = ExclusionForm(request.POST, team=found)

    def deed() -> str:
        values = form.cleaned_data
        if values["excluded"]:
            exclude(team=found, by=by(request), **values)
            return f"{found.name} is not listed any more."
        readmit(team=found, by=by(request), reason=values["reason"])
        return f"{found.name} is listed."

    return _done(request, found, form, deed, "exclusion_form")


@require_POST
def extension(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _led(request, slug, pk)
    form = ExtensionForm(request.POST, team=found, given=queries.extension_of(found))

    def deed() -> str:
        values = {name: form.cleaned_data[name] for name in ("closes_at", "reason")}
        extend(team=found, by=by(request), now=timezone.now(), **values)
        return f"{found.name} has a close of its own. Its page says so."

    return _done(request, found, form, deed, "extension_form")


@require_POST
def extension_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _led(request, slug, pk)
    form = ReasonForm(request.POST, prefix="withdrawal")

    def deed() -> str:
        withdraw_extension(team=found, by=by(request), reason=form.cleaned_data["reason"], now=timezone.now())
        return "The extension is taken back."

    return _done(request, found, form, deed, "withdrawal_form")


@require_POST
def captain(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _led(request, slug, pk)
    form = MemberForm(request.POST)

    def deed() -> str:
        heir = appoint_captain(team=found, by=by(request), member=form.chosen)
        return f"{heir.enrolment.user.alias} leads the team now."

    return _done(request, found, form, deed, "member_form")


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _led(request, slug, pk)
    form = TakeOffForm(request.POST)

    def deed() -> str:
        reason = form.cleaned_data["reason"]
        gone = take_off(team=found, by=by(request), member=form.chosen, now=timezone.now(), reason=reason)
        return f"{gone.enrolment.user.alias} is off {found.name}."

    return _done(request, found, form, deed, "member_form")


def _staffed(request: HttpRequest, slug: str, pk: int) -> Team:
    return get_object_or_404(queries.student_teams(staffed_competition(request, slug)), pk=pk)


def _led(request: HttpRequest, slug: str, pk: int) -> Team:
    return get_object_or_404(queries.student_teams(led_competition(request, slug)), pk=pk)


def _done(request: HttpRequest, team: Team, form: Form, deed: Callable[[], str], sent: str) -> HttpResponse:
    """The deed, if the form lets it; else the team's page with what is wrong."""
    if form.is_valid():
        try:
            messages.success(request, deed())
            # A team whose last member was taken off may be gone.
            remains = Team.objects.filter(pk=team.pk).exists()
            return (
                redirect("teach-team", team.competition.slug, team.pk)
                if remains
                else redirect("teach-teams", team.competition.slug)
            )
        except RefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
    return _page(request, team, form=form, **{sent: form})


def _page(request: HttpRequest, team: Team, **sent: Any) -> HttpResponse:
    """`form` is the one that was sent, which stands under its own name too."""
    shown, now = queries.one_team(team), timezone.now()
    unsent = {
        "name_form": NameForm(initial={"name": team.name}),
        "exclusion_form": ExclusionForm(team=team),
        "extension_form": ExtensionForm(team=team, given=shown["extension"]),
        "withdrawal_form": ReasonForm(prefix="withdrawal"),
        "over": why_too_late(team.competition, now),
    }
    context = unsent | shown | {"now": now} | sent
    return page(request, team.competition, "teams", template="teams/teach/team.html", **context)
