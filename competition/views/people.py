"""The people of a course: the list, one person, and the links that let people in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from competition import access
from competition.actions.enrolments import change_person
from competition.actions.invitations import create_invitation, invitation_link, revoke_invitation
from competition.actions.log import by
from competition.actions.people import export_people
from competition.actions.refused import RefusedError
from competition.forms.people import InvitationForm, PersonForm
from competition.models.courses import Course, Enrolment, Invitation, Role
from competition.queries import people as queries
from competition.rules.invitations import what_closed
from competition.views.course_pages import course_page
from competition.views.lookups import led_course, staffed_course
from competition.views.pages import chosen, page_of, require_safe_or_post, typed

ON_A_PAGE = 50
LINES_ABOUT = 10
TOOLBAR = ("q", "role", "section", "active", "sort")


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    course, wanted = staffed_course(request, slug), chosen(request, *TOOLBAR)
    page = page_of(request, queries.people(course, wanted), ON_A_PAGE)
    shown = {"page": page, "wanted": wanted, "roles": Role.choices, "sections": queries.sections(course)}
    return course_page(request, course, "people", filtered=any(wanted[name] for name in TOOLBAR[:-1]), **shown)


@require_safe
def people_file(request: HttpRequest, slug: str) -> HttpResponse:
    course = staffed_course(request, slug)
    text = export_people(course=course, by=by(request), chosen=chosen(request, *TOOLBAR))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{course.slug}-people.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe_or_post
def person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    course = led_course(request, slug) if request.method == "POST" else staffed_course(request, slug)
    enrolment = get_object_or_404(Enrolment.objects.select_related("user", "course"), course=course, pk=pk)
    form = PersonForm(typed(request), enrolment=enrolment)
    if form.is_valid() and _changed(request, enrolment, form):
        messages.success(request, f"Saved: {enrolment.name or enrolment.user.name or enrolment.user.email}.")
        return redirect("teach-people", slug)
    return course_page(
        request, course, "person", form=form, enrolment=enrolment, lines=queries.about_person(enrolment)[:LINES_ABOUT]
    )


def _changed(request: HttpRequest, enrolment: Enrolment, form: PersonForm) -> bool:
    try:
        change_person(enrolment=enrolment, by=by(request), **form.cleaned_data)
    except RefusedError as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


@require_safe_or_post
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    course = led_course(request, slug) if request.method == "POST" else staffed_course(request, slug)
    form = InvitationForm(typed(request))
    if form.is_valid() and (made := _invited(request, course, form)):
        told = "The invitation is on its way." if made.email else "The link is ready: copy it below."
        messages.success(request, told)
        return redirect("teach-invitations", slug)
    return course_page(request, course, "invitations", form=form, **_links(request, course))


def _invited(request: HttpRequest, course: Course, form: InvitationForm) -> Invitation | None:
    try:
        return create_invitation(course=course, by=by(request), **form.values(timezone.now()))
    except RefusedError as refusal:
        form.add_error(refusal.field, str(refusal))
        return None


def _links(request: HttpRequest, course: Course) -> dict[str, Any]:
    """Links are shown to those who could make them: an assistant must not find one that makes an instructor.
    A mailed one nobody else sees: whoever follows it is taken for the owner of the address."""
    now, leads = timezone.now(), access.leads(request.user, course)
    page = page_of(request, queries.invitations(course), ON_A_PAGE)
    rows = [(made, what_closed(made, now), invitation_link(made) if leads and not made.email else "") for made in page]
    return {
        "page": page,
        "open_ones": [(made, link) for made, closed, link in rows if not closed],
        "closed_ones": [(made, closed) for made, closed, _ in rows if closed],
    }


@require_POST
def invitation_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    course = led_course(request, slug)
    made = get_object_or_404(course.invitations, pk=pk)
    revoke_invitation(invitation=made, by=by(request))
    messages.success(request, "The link opens nothing any more.")
    return redirect("teach-invitations", slug)
