from django.db import transaction

from competition.actions.log import By
from competition.uploads import ReceivedFile
from scoring.actions.log import tell_the_log
from scoring.actions.submitting import Submitted, submit
from teams.actions.held import locked
from teams.models.teams import Team


@transaction.atomic
def send_for_team(
    *, team: Team, by: By, upload: ReceivedFile, file_name: str, request_id: str, reason: str
) -> Submitted:
    """What a team sent by other means, or a file that should stand beside its own. The clock is the same as for the
    team: after the close it goes to the practice board, unless the team has an extension. No seat is taken."""
    team = locked(team)  # its last member may be leaving it
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
        told = {"sha256": sent.submission.sha256}
        tell_the_log(by, "file sent for a team", sent.submission, after=told, reason=reason)
    return sent
