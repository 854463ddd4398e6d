from competition.config.celery import app
from scoring.actions.tidying import remove_unsent_files


@app.task
def tidy_submissions() -> None:
    """Every ten minutes: throw away files that nobody sent after all."""
    remove_unsent_files()
