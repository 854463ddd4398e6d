"""How a preview ends: when its time is over, or when nobody could fill it."""

from competition.queries.clock import database_now
from scoring import claims
from scoring.models.finals import PreviewCopy


def forget_old_previews() -> None:
    PreviewCopy.objects.filter(gone_at__lte=database_now()).delete()


def give_up_previews() -> int:
    return claims.give_up(claims.spent(PreviewCopy))
