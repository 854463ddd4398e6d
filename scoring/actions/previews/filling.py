"""Filling a preview, and its end. Only workers load this: it opens the vault."""

from django.db import transaction

from competition.actions.log import By, record
from competition.queries.clock import database_now
from scoring import claims
from scoring.actions.previews.asking import why_not
from scoring.claims import Claim
from scoring.models.claimable import WorkState
from scoring.models.finals import PreviewCopy
from scoring.queries.keys import active_key
from scoring.vault import doors

NO_SCORE = "There is no private score."


def fill(*, preview_pk: int) -> None:
    claim = claims.claim(PreviewCopy, preview_pk)
    if claim is None:
        return
    preview = claim.row.select_related("competition__course", "viewer").first()
    if preview is None:
        return
    # Minutes may lie between asking and copying, and a role may have ended meanwhile.
    if preview.gone_at <= database_now() or why_not(preview.viewer, preview.competition):
        claims.finish(claim, state=WorkState.FAILED)
        return
    _copy(claim, preview)


@transaction.atomic
def _copy(claim: Claim[PreviewCopy], preview: PreviewCopy) -> None:
    """The line is written here as well: whoever could write a wish past the web process would still leave one."""
    key = active_key(preview.competition)
    sealed = doors.copies(key=key.pk) if key else {}
    rows = {submission: _plain(score) for submission, score in sealed.items()}
    if claims.finish(claim, rows=rows):
        record(
            by=By(preview.viewer),
            action="private scores looked at",
            subject=preview.competition.slug,
            course=preview.competition.course,
            after={"submissions": len(rows)},
        )


def _plain(score: doors.Sealed) -> dict[str, float | str]:
    return {"problem": score.problem or NO_SCORE} if score.value is None else {"value": score.value}


def forget_old() -> None:
    PreviewCopy.objects.filter(gone_at__lte=database_now()).delete()


def give_up() -> int:
    return claims.give_up(claims.spent(PreviewCopy))
