from competition.bell import ring
from competition.config.celery import app
from scoring.queries.probes import competitions_to_look_through


@app.task(expires=60, soft_time_limit=60, time_limit=70)
def look_through(competition_pk: int) -> None:
    # Whoever loads this module to ring must not load what leads to the answers.
    from scoring.actions.probes import look_through as look  # noqa: PLC0415

    look(competition_pk=competition_pk)


@app.task
def sweep_probes() -> None:
    """Every five seconds: ring where files came in that nobody has looked through yet."""
    for competition_pk in competitions_to_look_through():
        ring(look_through, competition_pk)
