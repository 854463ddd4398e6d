from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from competition.launching import more_items
from competition.models.competitions import Competition, RulesAcceptance, RulesVersion
from competition.rules import launch


def newest_rules(competition: Competition) -> RulesVersion | None:
    return RulesVersion.objects.filter(competition=competition).order_by("-number").first()


def launch_checklist(competition: Competition, now: datetime) -> list[launch.Item]:
    rules = newest_rules(competition)
    ours = launch.checklist(
        competition, rules=rules.text if rules else "", files=competition.data_files.count(), now=now
    )
    return ours + more_items(competition)


def anybody_accepted(competition: Competition) -> bool:
    return RulesAcceptance.objects.filter(rules__competition=competition).exists()


def overview(competition: Competition, now: datetime) -> dict[str, Any]:
    """What the instructor's first page of a competition shows."""
    items = launch_checklist(competition, now)
    newest = newest_rules(competition)
    return {
        "checklist": items,
        "ready": all(item.done for item in items),
        "files": list(competition.data_files.all()),
        "rules": newest,
        "accepted": RulesAcceptance.objects.filter(rules=newest).count(),
        "date_changes": list(competition.date_changes.select_related("changed_by")),
        "may_unpublish": competition.published_at is not None and not anybody_accepted(competition),
    }


def rules_history(competition: Competition) -> QuerySet[RulesVersion]:
    """Every version with the number of people who accepted it."""
    return (
        RulesVersion.objects.filter(competition=competition)
        .select_related("changed_by")
        .annotate(people=Count("acceptances"))
    )
