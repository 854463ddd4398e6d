from django.urls import URLPattern, path

from teams.views import joining, own, staffed, staffed_team

urlpatterns: list[URLPattern] = [
    path("c/<slug:slug>/team/", own.team, name="team"),
    path("c/<slug:slug>/team/name/", own.name, name="team-name"),
    path("c/<slug:slug>/team/link/", own.link, name="team-link"),
    path("c/<slug:slug>/team/link/withdraw/", own.link_withdraw, name="team-link-withdraw"),
    path("c/<slug:slug>/team/join/<str:token>/", joining.join, name="team-join"),
    path("c/<slug:slug>/team/leave/", own.leave, name="team-leave"),
    path("c/<slug:slug>/team/remove/", own.remove, name="team-remove"),
    path("c/<slug:slug>/team/captain/", own.captain, name="team-captain"),
    path("teach/c/<slug:slug>/teams/", staffed.teams, name="teach-teams"),
    path("teach/c/<slug:slug>/teams/place/", staffed.place, name="teach-place"),
    path("teach/c/<slug:slug>/teams/<int:pk>/", staffed_team.team, name="teach-team"),
    path("teach/c/<slug:slug>/teams/<int:pk>/exclusion/", staffed_team.exclusion, name="teach-team-exclusion"),
    path("teach/c/<slug:slug>/teams/<int:pk>/extension/", staffed_team.extension, name="teach-team-extension"),
    path(
        "teach/c/<slug:slug>/teams/<int:pk>/extension/withdraw/",
        staffed_team.extension_withdraw,
        name="teach-team-extension-withdraw",
    ),
    path("teach/c/<slug:slug>/teams/<int:pk>/captain/", staffed_team.captain, name="teach-team-captain"),
    path("teach/c/<slug:slug>/teams/<int:pk>/remove/", staffed_team.remove, name="teach-team-remove"),
]
