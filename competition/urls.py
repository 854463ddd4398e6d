from django.urls import URLPattern, URLResolver, include, path

from competition.api import problems
from competition.api import views as api
from competition.views import account as account_views
from competition.views import (
    announcements,
    competition,
    demo,
    downloads,
    health,
    home,
    join,
    keys,
    log,
    people,
    roster,
    teach_competition,
)
from competition.views import teach as teach_views

site: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("courses/<slug:slug>/", home.course, name="course"),
    path("c/<slug:slug>/", competition.overview, name="competition"),
    path("c/<slug:slug>/data/", competition.data, name="competition-data"),
    path("c/<slug:slug>/data/<str:name>", downloads.data_file, name="data-file"),
    path("c/<slug:slug>/rules/", competition.rules, name="competition-rules"),
    path("c/<slug:slug>/announcements/", competition.announcements, name="competition-announcements"),
    path("health", health.health, name="health"),
    path("demo/mail/", demo.mail, name="demo-mail"),
]

account: list[URLPattern | URLResolver] = [
    path("join/<str:token>/", join.join, name="join"),
    path("account/", account_views.profile, name="account"),
    path("account/data/", account_views.export, name="account-data"),
    path("account/keys/", keys.keys, name="api-keys"),
    path("account/keys/<int:pk>/revoke/", keys.revoke, name="api-key-revoke"),
    path("account/", include("competition.config.allauth_urls")),
]

teach: list[URLPattern | URLResolver] = [
    path("teach/", teach_views.courses, name="teach"),
    path("teach/health/", health.for_staff, name="teach-health"),
    path("teach/courses/new/", teach_views.course_new, name="course-new"),
    path("teach/courses/<slug:slug>/", teach_views.course, name="teach-course"),
    path("teach/courses/<slug:slug>/settings/", teach_views.course_settings, name="teach-course-settings"),
    path("teach/courses/<slug:slug>/people/", people.people, name="teach-people"),
    path("teach/courses/<slug:slug>/people.csv", people.people_file, name="teach-people-file"),
    path("teach/courses/<slug:slug>/people/<int:pk>/", people.person, name="teach-person"),
    path("teach/courses/<slug:slug>/invitations/", people.invitations, name="teach-invitations"),
    path("teach/courses/<slug:slug>/invitations/<int:pk>/revoke/", people.invitation_revoke, name="invitation-revoke"),
    path("teach/courses/<slug:slug>/roster/", roster.roster, name="roster"),
    path("teach/courses/<slug:slug>/roster/<int:pk>/", roster.roster_import, name="roster-import"),
    path("teach/courses/<slug:slug>/roster/<int:pk>/apply/", roster.roster_apply, name="roster-apply"),
    path("teach/courses/<slug:slug>/roster/<int:pk>/discard/", roster.roster_discard, name="roster-discard"),
    path("teach/courses/<slug:slug>/announcements/", announcements.announcements, name="teach-announcements"),
    path(
        "teach/courses/<slug:slug>/announcements/<int:pk>/withdraw/",
        announcements.withdrawal,
        name="announcement-withdraw",
    ),
    path("teach/courses/<slug:slug>/log/", log.log, name="log"),
    path("teach/courses/<slug:slug>/competitions/new/", teach_competition.new, name="competition-new"),
    path("teach/c/<slug:slug>/", teach_competition.overview, name="teach-competition"),
    path("teach/c/<slug:slug>/settings/", teach_competition.settings, name="teach-competition-settings"),
    path("teach/c/<slug:slug>/dates/", teach_competition.dates, name="teach-competition-dates"),
    path("teach/c/<slug:slug>/rules/", teach_competition.rules, name="teach-competition-rules"),
    path("teach/c/<slug:slug>/files/", teach_competition.files, name="teach-files"),
    path("teach/c/<slug:slug>/files/<int:pk>/remove/", teach_competition.file_remove, name="teach-file-remove"),
    path("teach/c/<slug:slug>/publish/", teach_competition.publication, name="competition-publish"),
]

interface: list[URLPattern | URLResolver] = [
    path("api/v2/me", api.Me.as_view(), name="api-me"),
    path("api/v2/competitions", api.Competitions.as_view(), name="api-competitions"),
    path("api/v2/competitions/<slug:slug>", api.OneCompetition.as_view(), name="api-competition"),
    path("api/v2/competitions/<slug:slug>/files", api.Files.as_view(), name="api-files"),
    path("api/v2/competitions/<slug:slug>/files/<str:name>", api.OneFile.as_view(), name="api-file"),
    path("api/v2/competitions/<slug:slug>/announcements", api.Announcements.as_view(), name="api-announcements"),
    path("api/v2/schema", api.Schema.as_view(), name="api-schema"),
    path("api/v2/", problems.no_such_address),
    path("api/v2/<path:rest>", problems.no_such_address, name="api-nothing"),
]

urlpatterns = [*site, *account, *teach, *interface]
