from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competition import access
from competition.queries import catalogue
from competition.queries.announcements import announced_to
from competition.queries.people import staff

NEWEST = 5


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "competition/welcome.html")
    now = timezone.now()
    shown = {
        "now": now,
        "attended": catalogue.attended(request.user, now),
        "announcements": announced_to(request.user)[:NEWEST],
        "may_open_courses": access.may_open_courses(request.user),
    }
    return render(request, "competition/home.html", shown)


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(access.courses(request.user), slug=slug)
    shown = {
        "now": now,
        "course": found,
        "cards": catalogue.cards(access.competitions(request.user).filter(course=found), now),
        "announcements": announced_to(request.user).filter(course=found)[: 2 * NEWEST],
        "staff": staff(found),
        "teaches": access.staffs(request.user, found),
    }
    return render(request, "competition/course.html", shown)
