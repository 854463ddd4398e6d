from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from competition.queries import log as queries
from competition.views.course_pages import course_page
from competition.views.lookups import staffed_course
from competition.views.pages import chosen, page_of

ON_A_PAGE = 50


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    course, wanted = staffed_course(request, slug), chosen(request, "person", "action")
    page = page_of(request, queries.entries(course, wanted), ON_A_PAGE)
    choices = {"actors": queries.actors(course), "actions": queries.actions(course)}
    return course_page(request, course, "log", page=page, wanted=wanted, **choices)
