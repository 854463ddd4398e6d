import logging

from competition.bell import ring
from competition.config.celery import app
from scoring import claims
from scoring.models.finals import PreviewCopy, Reveal
from scoring.queries.reveals import reveals_to_ring_for

logger = logging.getLogger(__name__)


# What opens the vault is loaded by the worker that runs a task, not by the web process that rings for it.
@app.task(expires=60)
def reveal(competition_pk: int) -> None:
    from scoring.actions.unsealing import reveal as copy_out  # noqa: PLC0415

    copy_out(competition_pk=competition_pk)


@app.task(expires=60)
def preview(preview_pk: int) -> None:
    from scoring.actions.previews.filling import fill  # noqa: PLC0415

    fill(preview_pk=preview_pk)


@app.task
def sweep_reveals() -> None:
    """Every five seconds: what closed is revealed without a human, and no preview outlives its quarter of an hour."""
    from scoring.actions.previews.filling import forget_old, give_up  # noqa: PLC0415

    # A close comes once: however many workers died over its reveal, another tries.
    if claims.begin_anew(claims.spent(Reveal)):
        logger.error("a reveal failed as often as a worker tries, and is begun anew")
    for competition_pk in reveals_to_ring_for():
        ring(reveal, competition_pk)
    forget_old()
    if given_up := give_up():
        logger.error("%s previews could not be filled", given_up)
    for preview_pk in claims.claimable(PreviewCopy).values_list("pk", flat=True):
        ring(preview, preview_pk)
