from django.urls import URLPattern, path

from scoring.views import copying, metric
from scoring.views.opening import checklist, choices, files

urlpatterns: list[URLPattern] = [
    path("teach/c/<slug:slug>/copy/", copying.copy, name="competition-copy"),
    path("c/<slug:slug>/metric/", metric.metric, name="competition-metric"),
    path("teach/c/<slug:slug>/opening/", files.files, name="opening"),
    path("teach/c/<slug:slug>/opening/way/", files.way, name="opening-way"),
    path("teach/c/<slug:slug>/opening/files/<int:pk>/remove/", files.file_remove, name="opening-file-remove"),
    path("teach/c/<slug:slug>/opening/choices/", choices.choices, name="opening-choices"),
    path("teach/c/<slug:slug>/opening/make/", checklist.make, name="opening-make"),
    path("teach/c/<slug:slug>/opening/checklist/", checklist.checklist, name="opening-checklist"),
    path("teach/c/<slug:slug>/opening/check/", checklist.check, name="opening-check"),
]
