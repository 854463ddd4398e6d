"""Going through the launch checklist."""

import logging
import zlib
from collections.abc import Sequence

import pyarrow as pa

from scoring.judging.metrics.metric import HostError, UndefinedError
from scoring.judging.problems import RefusedError
from scoring.opening.checklist.catalogue import CHECKS
from scoring.opening.checklist.finding import Check, Finding, bad, warning
from scoring.opening.material import Material, UnreadableError
from scoring.opening.plan import Item, Report

logger = logging.getLogger(__name__)

# How an item can fail by itself. What ends the work from outside, such as a time limit, is none of these.
FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
    pa.ArrowException,
    HostError,
    RefusedError,
    UndefinedError,
)


def check(material: Material, report: Report, checks: Sequence[Check] = CHECKS) -> list[Item]:
    items = []
    for number, each in enumerate(checks):
        report(100 * number // len(checks), each.title)
        finding = finding_of(each, material)
        if finding is not None:
            items.append(Item(each.id, each.title, finding.state, finding.found, finding.remedy, finding.details))
    report(100, "The checklist is complete")
    return items


def finding_of(each: Check, material: Material) -> Finding | None:
    try:
        return each.look(material)
    except UnreadableError as error:
        return warning(f"Not looked at: the {error} cannot be read.", "Mend that file first, then check again.")
    except FAILURES as error:
        # What an error says may hold a value of the answers: only its kind is kept.
        logger.error("The item %s of a checklist failed with %s.", each.id, type(error).__name__)
        return bad("This could not be checked.", "Check again; if it stays, tell whoever runs this site.")
