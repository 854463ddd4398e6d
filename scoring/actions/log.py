from typing import Any

from competition.actions.log import By, record
from scoring.models.submissions import Submission


def tell_the_log(by: By, action: str, submission: Submission, **values: Any) -> None:
    """A submission goes by its number, as its team does: what stands in the log for ever holds no name that somebody
    chose."""
    competition = submission.competition
    after = {"competition": competition.slug, "team": submission.team_id} | values.pop("after", {})
    subject = f"submission {submission.pk}"
    record(by=by, action=action, subject=subject, course=competition.course, after=after, **values)
