from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from competition import access
from competition.actions.announcements import announce, withdraw
from competition.actions.log import by
from competition.forms.announcements import AnnouncementForm
from competition.queries.announcements import announced_in
from competition.views.course_pages import course_page
from competition.views.lookups import staffed_course
from competition.views.pages import page_of, require_safe_or_post, typed

ON_A_PAGE = 20


@require_safe_or_post
def announcements(request: HttpRequest, slug: str) -> HttpResponse:
    course = staffed_course(request, slug)
    seen = course.competitions.filter(published_at__lte=timezone.now())
    form = AnnouncementForm(typed(request), course=course, competitions=seen)
    if form.is_valid():
        announce(course=course, by=by(request), **form.cleaned_data)
        messages.success(request, "Announced." + (" The mail is on its way." if form.cleaned_data["also_mail"] else ""))
        return redirect("teach-announcements", slug)
    page = page_of(request, announced_in(course), ON_A_PAGE)
    return course_page(request, course, "announcements", form=form, page=page)


@require_POST
def withdrawal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    course = staffed_course(request, slug)
    announcement = get_object_or_404(course.announcements, pk=pk)
    if not access.leads(request.user, course) and announcement.author_id != request.user.pk:
        raise PermissionDenied("Assistants withdraw what they wrote themselves.")
    withdraw(announcement=announcement, by=by(request))
    messages.success(request, "Withdrawn. Students don't see it any more; mail that went out stays out.")
    return redirect("teach-announcements", slug)
