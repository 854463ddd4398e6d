from django.db import transaction

from competition.actions.log import By, record
from competition.uploads import ReceivedFile
from scoring.actions.submitting import Submitted, submit
from teams.models.teams import Team


@transaction.atomic
def send_for_team(
    *, team: Team, by: By, upload: ReceivedFile, file_name: str, request_id: str, reason: str
) -> Submitted:
    """What a team sent by other means, or a file that should stand beside its own. The clock is the same as for the
    team: after the close it goes to the practice board, unless the team has an extension. No seat is taken."""
    sent = submit(
        team=team,
        by=by,
        upload=upload,
        file_name=file_name,
        request_id=request_id,
        note=f"Sent by staff: {reason}",
        again=True,
        seated=False,
    )
    if not sent.repeated:
        record(
            by=by,
            action="file sent for a team",
            subject=f"submission {sent.submission.pk}",
            course=team.competition.course,
            after={"competition": team.competition.slug, "team": team.pk, "sha256": sent.submission.sha256},
            reason=reason,
        )
    return sent
