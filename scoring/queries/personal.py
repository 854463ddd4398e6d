from typing import Any

from competition.models.people import User
from competition.queries.personal_data import rows_of
from scoring.models.finals import Pick
from scoring.models.submissions import Submission


def sent_and_picked(user: User) -> dict[str, Any]:
    """Scores are not here: what a team may see of them is on its pages."""
    return {
        "submissions": rows_of(
            Submission.objects.filter(author=user),
            *("competition__slug", "team__name", "file_name", "size", "sha256", "received_at", "note"),
        ),
        "final_picks": rows_of(
            Pick.objects.filter(picked_by=user), "team__competition__slug", "team__name", "submission_id", "picked_at"
        ),
    }
