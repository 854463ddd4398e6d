from collections.abc import Mapping
from typing import Any

from django.db import transaction

from competition.actions.log import By, record
from competition.models.competitions import Competition
from competition.rules.changes import differences
from scoring.actions.standings import rebuild_boards
from scoring.models.boards import BoardSettings
from scoring.queries.settings import board_settings


@transaction.atomic
def change_board(*, competition: Competition, by: By, values: Mapping[str, Any]) -> None:
    stored = Competition.objects.select_for_update().get(pk=competition.pk)
    before, after = differences(board_settings(stored), values)
    if not after:
        return
    BoardSettings.objects.update_or_create(competition=stored, defaults=after)
    if "ladder_step" in after:
        rebuild_boards(competition=stored)  # before the log: whoever records a score holds the board first, too
    record(by=by, action="board changed", subject=stored.slug, course=stored.course, before=before, after=after)
