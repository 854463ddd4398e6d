from competition.models.people import User
from scoring.models.finals import PreviewCopy
from scoring.models.submissions import Submission
from scoring.rules.file_names import UNNAMED


def forget_author(user: User) -> None:
    """The one change that a submission ever sees: what the person typed goes. The file stays, as the team's work, and
    so does its score."""
    Submission.objects.filter(author=user).update(file_name=UNNAMED, note="")
    PreviewCopy.objects.filter(viewer=user).delete()
