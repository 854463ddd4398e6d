"""What the staff must hear of although nobody looks: mail to the course's instructors, once for a cause."""

from enum import Enum

from django.conf import settings
from django.urls import reverse

from competition.actions.outbox import courses_instructors, post
from scoring.models.submissions import Submission


class Alarm(Enum):
    """The text says what happened and what to do, and never what the answers are. Students get none of these."""

    OUR_FAULT = (
        "our-fault",
        "A file could not be scored",
        "Every attempt to score it failed. This is our fault, not the file's: it does not count, and the team has its "
        "place of that day back. Whoever runs this site finds the cause in the log of the live worker. Once it is "
        "mended, open the page below and let the file be judged again.",
    )
    NO_PRIVATE_SCORE = (
        "no-private-score",
        "A file has no private score",
        "Its public score is in order, and the team sees nothing unusual. But the metric has no value on the private "
        "rows, so the file would rank last at the close. Look at the answers and at the metric before then: this "
        "usually means that the private rows lack a class or a value that the metric needs.",
    )

    def __init__(self, event: str, subject: str, text: str) -> None:
        self.event, self.subject, self.text = event, subject, text


def tell_staff(*, submission: Submission, what: Alarm, once: str = "") -> None:
    """In the transaction that finds it out. The team goes by its name and the file by its number. `once` names what
    several submissions have in common, where one mail about the first is enough."""
    competition = submission.competition
    page = settings.PUBLIC_URL + reverse("teach-submission", args=[competition.slug, submission.pk])
    about = f"Submission {submission.pk} of {submission.team.name} in {competition.title}."
    post(
        courses_instructors(competition.course),
        event=f"{what.event}:{once or submission.pk}",
        subject=f"{competition.title}: {what.subject.lower()}",
        body=f"{about}\n\n{what.text}\n\n--\n{page}\nYou receive this because you teach {competition.course.code}.",
    )
