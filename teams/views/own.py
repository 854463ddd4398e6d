"""A student's own team."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from competition import access
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.views.competition import framed
from competition.views.pages import require_safe_or_post, show, signed_in, typed
from teams.actions.captaincy import hand_on
from teams.actions.founding import found
from teams.actions.leaving import leave as leave_team
from teams.actions.leaving import remove as remove_member
from teams.actions.links import address_of, invite, withdraw_link
from teams.actions.naming import rename
from teams.forms.own import LinkForm, MemberForm, NameForm
from teams.models.teams import Team
from teams.queries.showing import own_team
from teams.queries.teams import team_of
from teams.rules.forming import NOT_ON_IT
from teams.rules.links import USUAL_DAYS


@require_safe_or_post
def team(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "team")
    form = NameForm(typed(request))
    if form.is_valid() and _founded(request, frame, form):
        messages.success(request, "Your team stands. You lead it.")
        return redirect("team", slug)
    return _page(request, frame, form)


def _founded(request: HttpRequest, frame: dict[str, Any], form: NameForm) -> bool:
    try:
        found(competition=frame["competition"], by=by(request), name=form.cleaned_data["name"], now=frame["now"])
    except RefusedError as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _page(request: HttpRequest, frame: dict[str, Any], form: NameForm) -> HttpResponse:
    shown = own_team(signed_in(request), frame)
    if shown["team"] and not form.is_bound:
        form = NameForm(initial={"name": shown["team"].name})
    link = shown.get("link")
    context = {"form": form, "link_form": LinkForm(), "address": address_of(link) if link else ""}
    return show(request, "teams/team.html", frame | shown | context)


@require_POST
def name(request: HttpRequest, slug: str) -> HttpResponse:
    frame = framed(request, slug, "team")
    form = NameForm(request.POST)
    if not form.is_valid():
        return _page(request, frame, form)

    def deed(own: Team) -> str:
        rename(team=own, by=by(request), name=form.cleaned_data["name"], now=frame["now"])
        return "The team has its new name."

    return _done(request, slug, deed)


@require_POST
def link(request: HttpRequest, slug: str) -> HttpResponse:
    form = LinkForm(request.POST)
    days = form.cleaned_data["days"] if form.is_valid() else USUAL_DAYS

    def deed(own: Team) -> str:
        invite(team=own, by=by(request), days=days, now=timezone.now())
        return "The link is ready: copy it, and give it to those who are to join."

    return _done(request, slug, deed)


@require_POST
def link_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    def deed(own: Team) -> str:
        withdraw_link(team=own, by=by(request), now=timezone.now())
        return "The link opens nothing any more."

    return _done(request, slug, deed)


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    def deed(own: Team) -> str:
        leave_team(team=own, by=by(request), now=timezone.now())
        return f"You have left {own.name}."

    return _done(request, slug, deed)


@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    def deed(own: Team) -> str:
        gone = remove_member(team=own, by=by(request), member=MemberForm(request.POST).chosen, now=timezone.now())
        return f"{gone.enrolment.user.alias} is off the team, and the team's link is withdrawn."

    return _done(request, slug, deed)


@require_POST
def captain(request: HttpRequest, slug: str) -> HttpResponse:
    def deed(own: Team) -> str:
        heir = hand_on(team=own, by=by(request), member=MemberForm(request.POST).chosen)
        return f"{heir.enrolment.user.alias} leads the team now."

    return _done(request, slug, deed)


def _done(request: HttpRequest, slug: str, deed: Callable[[Team], str]) -> HttpResponse:
    """Does it to the person's own team, says what came of it, and goes back to the team's page."""
    competition = get_object_or_404(access.competitions(request.user), slug=slug)
    try:
        own = team_of(request.user, competition)
        if own is None:
            raise RefusedError(NOT_ON_IT)
        messages.success(request, deed(own))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("team", slug)
