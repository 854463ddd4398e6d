"""Where instructors begin: their courses, a course's first page, its settings, a new one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competition import access
from competition.actions.courses import change_course, open_course
from competition.actions.log import by
from competition.forms.courses import CourseForm
from competition.models.courses import Course
from competition.queries import courses as queries
from competition.rules.first_steps import first_steps
from competition.views.course_pages import course_page
from competition.views.lookups import led_course, staffed_course
from competition.views.pages import require_safe_or_post, show, typed


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    if not access.teaches(request.user):
        raise Http404
    shown = {"courses": queries.taught(request.user), "may_open": access.may_open_courses(request.user)}
    return render(request, "competition/teach/courses.html", shown)


@require_safe_or_post
def course_new(request: HttpRequest) -> HttpResponse:
    if not access.teaches(request.user):
        raise Http404
    if not access.may_open_courses(request.user):
        raise PermissionDenied("Only instructors open courses.")
    form = CourseForm(typed(request), now=timezone.now())
    if form.is_valid():
        course = open_course(by=by(request), values=form.cleaned_data)
        messages.success(request, "The course is open. Next: the roster.")
        return redirect("teach-course", course.slug)
    return show(request, "competition/teach/course_new.html", {"form": form})


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    found, now = staffed_course(request, slug), timezone.now()
    shown = queries.dashboard(found, now)
    published = sum(card.competition.published_at is not None for card in shown["cards"])
    steps = first_steps(students=shown["students"], competitions=len(shown["cards"]), published=published)
    next_step = next((step for step in steps if not step.done), None)
    return course_page(request, found, "course", now=now, steps=steps, next_step=next_step, **shown)


@require_safe_or_post
def course_settings(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method != "POST":
        return _settings(request, staffed_course(request, slug))
    found = led_course(request, slug)
    form = _form(request, found)
    if not form.is_valid():
        return _settings(request, staffed_course(request, slug), form)
    change_course(course=found, by=by(request), values=form.cleaned_data)
    messages.success(request, "Saved.")
    return redirect("teach-course-settings", form.cleaned_data["slug"])


def _settings(request: HttpRequest, course: Course, form: CourseForm | None = None) -> HttpResponse:
    return course_page(request, course, "settings", form=form or _form(request, course))


def _form(request: HttpRequest, course: Course) -> CourseForm:
    return CourseForm(
        typed(request), instance=course, now=timezone.now(), has_competitions=queries.has_competitions(course)
    )
