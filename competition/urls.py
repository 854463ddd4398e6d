from django.urls import URLPattern, URLResolver, include, path

from competition.views import teach_competition

site: list[URLPattern | URLResolver] = []

account: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
]

teach: list[URLPattern | URLResolver] = [
    path("teach/courses/<slug:slug>/competitions/new/", teach_competition.new, name="competition-new"),
    path("teach/c/<slug:slug>/", teach_competition.overview, name="teach-competition"),
    path("teach/c/<slug:slug>/settings/", teach_competition.settings, name="teach-competition-settings"),
    path("teach/c/<slug:slug>/dates/", teach_competition.dates, name="teach-competition-dates"),
    path("teach/c/<slug:slug>/rules/", teach_competition.rules, name="teach-competition-rules"),
    path("teach/c/<slug:slug>/files/", teach_competition.files, name="teach-files"),
    path("teach/c/<slug:slug>/files/<int:pk>/remove/", teach_competition.file_remove, name="teach-file-remove"),
    path("teach/c/<slug:slug>/publish/", teach_competition.publication, name="competition-publish"),
]

interface: list[URLPattern | URLResolver] = []

urlpatterns = [*site, *account, *teach, *interface]
