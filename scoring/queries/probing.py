"""What the staff are shown of probing: how much each team could know, and which files look as if they asked."""

from django.db.models import Count, F, Q, QuerySet

from competition.models.competitions import Competition
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.probing.meter import could_know
from scoring.models.claimable import WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.probes import Suspicion
from scoring.models.submissions import Submission
from scoring.queries.standings import halves, ladder_step, players, scores
from scoring.rules.probes import Knowledge
from scoring.rules.standing import shown_changes
from teams.models.teams import Team, TeamKind


def knowledge(competition: Competition, key: AnswerKey | None) -> list[Knowledge]:
    """Of the teams that have a score, most first."""
    if key is None:
        return []
    step, metric = ladder_step(key), METRICS[key.metric]
    teams = Team.objects.filter(competition=competition, kind=TeamKind.STUDENT, merged_into=None)
    told = _different_files(key, teams) if step is None else _shown_changes(key, teams, step)
    names, rows = dict(teams.values_list("pk", "name")), int(key.rows.get("public", 0))
    smallest = max(step or 0.0, 10.0**-competition.digits)
    found = [
        Knowledge(team, names[team], files, could_know(metric, rows, smallest, files), rows)
        for team, files in told.items()
    ]
    return sorted(found, key=lambda each: (-each.labels, -each.files, each.name))


def _different_files(key: AnswerKey, teams: QuerySet[Team]) -> dict[int, int]:
    """Void ones too, whose score was told all the same; but not those for practice, from which nothing follows."""
    in_time = Q(submission__received_at__lt=F("submission__competition__closes_at")) | Q(
        submission__received_at__lt=F("submission__team__extension__closes_at")
    )
    done = Judgement.objects.filter(in_time, key=key, state=WorkState.DONE, submission__team__in=teams)
    counted = done.order_by().values("submission__team").annotate(files=Count("submission__sha256", distinct=True))
    return dict(counted.values_list("submission__team", "files"))


def _shown_changes(key: AnswerKey, teams: QuerySet[Team], step: float) -> dict[int, int]:
    """On a ladder only a score that moves tells anything."""
    direction, found = METRICS[key.metric].direction, scores(key, teams)
    on_time = {player.pk: halves(found.get(player.pk, []), player.closes_at).on_time for player in players(teams)}
    return {team: shown_changes(counted, direction, step) for team, counted in on_time.items() if counted}


def suspicions(competition: Competition) -> QuerySet[Suspicion]:
    """Newest first."""
    found = Suspicion.objects.filter(submission__competition=competition)
    return found.select_related("submission__team", "other__team").order_by("-submission__received_at", "-pk")


def suspicions_of(submission: Submission) -> QuerySet[Suspicion]:
    return Suspicion.objects.filter(submission=submission).select_related("other__team").order_by("pk")
