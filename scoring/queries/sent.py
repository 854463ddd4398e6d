from scoring.models.submissions import Submission
from teams.models.teams import Team


def has_sent(team: Team) -> bool:
    """Anything at all, whatever became of it."""
    return Submission.objects.filter(team=team).exists()
