"""The site with one page more: the emptiest that somebody signed in can get."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from competition.config.urls import urlpatterns as site


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{request.user.pk}</p>")


urlpatterns = [path("empty/", empty, name="empty"), *site]
