from competition.bell import ring
from competition.config.celery import app
from competition.queries.clock import database_now
from scoring.actions import ranks
from scoring.queries.brackets import boards_to_bracket


@app.task(expires=60, soft_time_limit=60, time_limit=70)
def draw_brackets(key_pk: int) -> None:
    # The web process loads this module's neighbours to ring, and must not load what leads to the answers.
    from scoring.actions.brackets import draw_brackets as draw  # noqa: PLC0415

    draw(key_pk=key_pk)


@app.task
def sweep_brackets() -> None:
    """Every five seconds: ring for boards that have moved since their brackets were drawn."""
    for key_pk in boards_to_bracket():
        ring(draw_brackets, key_pk)


@app.task
def keep_ranks() -> None:
    """Every ten minutes; the first of an hour does the work."""
    ranks.keep_ranks(now=database_now())
