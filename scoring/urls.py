from django.urls import URLPattern, path

from scoring.views import copying, metric
from scoring.views.opening import checklist, choices, files
from scoring.views.teaching import files as class_files
from scoring.views.teaching import sending, submission, submissions

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
    path("teach/c/<slug:slug>/submissions/", submissions.submissions, name="teach-submissions"),
    path("teach/c/<slug:slug>/submissions/private/", submissions.private_scores, name="teach-submissions-private"),
    path("teach/c/<slug:slug>/submissions/send/", sending.send, name="teach-submission-send"),
    path("teach/c/<slug:slug>/submissions.zip", class_files.everything, name="teach-submissions-zip"),
    path("teach/c/<slug:slug>/submissions/<int:pk>/", submission.submission, name="teach-submission"),
    path("teach/c/<slug:slug>/submissions/<int:pk>/void/", submission.void_it, name="teach-submission-void"),
    path(
        "teach/c/<slug:slug>/submissions/<int:pk>/count-again/",
        submission.count_again,
        name="teach-submission-count-again",
    ),
    path(
        "teach/c/<slug:slug>/submissions/<int:pk>/judge-again/",
        submission.judge_anew,
        name="teach-submission-judge-again",
    ),
]
