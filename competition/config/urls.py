from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("scoring.urls")),
    path("", include("teams.urls")),
    path("", include("competition.urls")),
    path("admin/", admin.site.urls),
]
