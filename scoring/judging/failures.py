"""What becomes of an error in a metric's own functions."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from scoring.judging.metrics.metric import HostError, UndefinedError
from scoring.judging.problems import Category, refuse

OTHER_PREDICTIONS = "Look at the predictions: they may all be the same, or far out of scale."
TELL_THE_INSTRUCTOR = "This is not the submission's fault. Tell the instructor."


@contextmanager
def failures_refused() -> Iterator[None]:
    """Around every call of a metric's functions on rows of the answers."""
    try:
        with np.errstate(all="ignore"):
            yield
    except UndefinedError as error:
        raise refuse(Category.UNDEFINED_SCORE, str(error), OTHER_PREDICTIONS) from None
    except HostError as error:
        raise refuse(Category.HOST_ERROR, str(error), TELL_THE_INSTRUCTOR) from None
    except MemoryError:
        raise  # of this machine, not of these rows: it may pass
    except Exception as error:
        # What a library says may hold values of the answers, so none of it is passed on; the cause is for a debugger.
        raise refuse(Category.HOST_ERROR, "The metric failed on these rows.", TELL_THE_INSTRUCTOR) from error
