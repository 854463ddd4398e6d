"""The answer file can score every submission by the metric: one row to an id, parts marked, values that fit."""

from scoring.judging.answers import Key
from scoring.judging.problems import Problem, RefusedError
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, count, good, shortened
from scoring.opening.material import Material


def look(material: Material) -> Finding:
    found = material.key_or_refusal
    if isinstance(found, Key):
        rows = count(sum(found.sizes), "row")
        return good(f"The answers fit the metric “{material.metric.title}”: {rows} can be scored.")
    remedy = by_way(
        material,
        cut="Choose another metric or other targets, or mend the labelled file, and make the files again.",
        files="Mend the answer file and send it again, or choose another metric or other columns.",
    )
    if isinstance(found, RefusedError):
        details = [in_words(problem) for problem in found.problems]
        return bad(f"The answer file cannot be used: {count(sum(found.counts.values()), 'problem')}.", remedy, details)
    return bad(f"The settings do not fit the answer file: {found}", remedy)


def in_words(problem: Problem) -> str:
    """No message about answers quotes a cell."""
    column = f"column “{shortened(problem.column)}”" if problem.column else ""
    place = ", ".join(each for each in (f"line {problem.row:,}" if problem.row else "", column) if each)
    return f"{place}: {problem.message}" if place else problem.message


CHECK = Check("answers", "The answers fit the metric", look)
