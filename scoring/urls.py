from django.urls import URLPattern, path

from scoring.api import boards as board_api
from scoring.api import submissions as api
from scoring.views import board_files, boards, copying, finals, metric, receipts, submitting
from scoring.views.answers import keys, rescoring
from scoring.views.opening import checklist, choices, files
from scoring.views.submissions import files as own_files
from scoring.views.submissions import submission as own
from scoring.views.teaching import board as teaching_board
from scoring.views.teaching import files as class_files
from scoring.views.teaching import probing, sending, submission, submissions

urlpatterns: list[URLPattern] = [
    path("teach/c/<slug:slug>/copy/", copying.copy, name="competition-copy"),
    path("c/<slug:slug>/board/final/", finals.final, name="board-final"),
    path("c/<slug:slug>/board/final.csv", finals.table, name="board-final-csv"),
    path("c/<slug:slug>/board/final.json", finals.data, name="board-final-json"),
    path("c/<slug:slug>/board/reveal/", finals.reveal, name="board-reveal"),
    path("c/<slug:slug>/metric/", metric.metric, name="competition-metric"),
    path("c/<slug:slug>/submit/", submitting.submission_form, name="submit"),
    path("c/<slug:slug>/submit/rail/", submitting.rail, name="submit-rail"),
    path("c/<slug:slug>/submissions/<int:pk>/receipt/", receipts.receipt, name="submission-receipt"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("api/v2/competitions/<slug:slug>/board", board_api.Board.as_view(), name="api-board"),
    path("api/v2/competitions/<slug:slug>/submissions", api.submissions, name="api-submissions"),
    path("api/v2/competitions/<slug:slug>/submissions/<int:pk>", api.OneSubmission.as_view(), name="api-submission"),
    path("c/<slug:slug>/submissions/<int:pk>/", own.submission, name="submission"),
    path("c/<slug:slug>/submissions/<int:pk>/status/", own.status, name="submission-status"),
    path("c/<slug:slug>/submissions/<int:pk>/pick/", own.pick, name="submission-pick"),
    path("c/<slug:slug>/submissions/<int:pk>/file/", own_files.file, name="submission-file"),
    path("c/<slug:slug>/submissions/<int:pk>/annotated/", own_files.annotated, name="submission-annotated"),
    path("c/<slug:slug>/board/", boards.board, name="board"),
    path("c/<slug:slug>/board/practice/", boards.practice, name="board-late"),
    path("c/<slug:slug>/board.csv", board_files.table, name="board-csv"),
    path("c/<slug:slug>/board.json", board_files.listing, name="board-json"),
    path("teach/c/<slug:slug>/board/", teaching_board.board, name="teach-board"),
    path("teach/c/<slug:slug>/opening/", files.files, name="opening"),
    path("teach/c/<slug:slug>/opening/way/", files.way, name="opening-way"),
    path("teach/c/<slug:slug>/opening/files/<int:pk>/remove/", files.file_remove, name="opening-file-remove"),
    path("teach/c/<slug:slug>/opening/choices/", choices.choices, name="opening-choices"),
    path("teach/c/<slug:slug>/opening/make/", checklist.make, name="opening-make"),
    path("teach/c/<slug:slug>/opening/checklist/", checklist.checklist, name="opening-checklist"),
    path("teach/c/<slug:slug>/opening/check/", checklist.check, name="opening-check"),
    path("teach/c/<slug:slug>/answers/", keys.keys, name="teach-answers"),
    path("teach/c/<slug:slug>/answers/<int:pk>/", rescoring.rescoring, name="teach-rescoring"),
    path("teach/c/<slug:slug>/answers/<int:pk>/apply/", rescoring.apply, name="teach-rescoring-apply"),
    path("teach/c/<slug:slug>/answers/<int:pk>/drop/", rescoring.drop, name="teach-rescoring-drop"),
    path("teach/c/<slug:slug>/answers/<int:pk>/try-again/", rescoring.try_again, name="teach-rescoring-try-again"),
    path("teach/c/<slug:slug>/submissions/", submissions.submissions, name="teach-submissions"),
    path("teach/c/<slug:slug>/submissions/today/", submissions.today, name="teach-submissions-today"),
    path("teach/c/<slug:slug>/submissions/probing/", probing.probing, name="teach-probing"),
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
