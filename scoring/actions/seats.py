"""A daily limit as numbered seats under a unique constraint: whoever takes a number that is gone looks again. Counting
first and inserting then let twenty of twenty parallel uploads through a limit of five."""

from itertools import count

from django.db import transaction

from scoring.models.submissions import Seat, Submission
from scoring.queries.seats import taken
from scoring.rules.days import day_of, next_day_at
from scoring.rules.refusals import LimitReachedError
from teams.models.teams import Team


def take(*, submission: Submission) -> Seat:
    """Store the submission and its seat. An IntegrityError means that somebody was faster."""
    team, zone = submission.team, submission.competition.course.zone
    day = day_of(submission.received_at, zone)
    numbers = taken(team, day)
    left = submission.competition.daily_limit - len(numbers)
    if left < 1:
        raise LimitReachedError(used_up(team), until=next_day_at(submission.received_at, zone))
    submission.seats_left = left - 1
    submission.save(force_insert=True)
    number = next(number for number in count(1) if number not in numbers)
    return Seat.objects.create(team=team, day=day, number=number, submission=submission)


def used_up(team: Team) -> str:
    limit = team.competition.daily_limit
    many = "its one submission" if limit == 1 else f"all {limit} submissions"
    return f"Your team has used {many} of today. The next day begins at midnight, {team.competition.course.zone} time."


@transaction.atomic
def give_back(*, submission: Submission) -> None:
    """The last seat of the day moves into the gap. Twice is the same as once."""
    gap = Seat.objects.select_for_update().filter(submission=submission).first()
    if gap is None:
        return
    gap_number, others = gap.number, Seat.objects.filter(team=gap.team_id, day=gap.day)
    gap.delete()
    # Conditional: should another seat be given back at the same moment, the last may have moved already.
    while (last := others.order_by("-number").first()) and last.number > gap_number:
        if others.filter(pk=last.pk, number=last.number).update(number=gap_number):
            return
