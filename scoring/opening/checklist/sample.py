"""The sample submission scores, and does not win."""

from scoring.judging.problems import RefusedError
from scoring.judging.standings import display
from scoring.judging.verdict import judge
from scoring.opening.checklist.finding import Check, Finding, bad, by_way, good
from scoring.opening.material import Material
from scoring.opening.plan import FileRole

DIGITS = 5


def look(material: Material) -> Finding:
    key, path = material.key, material.public_file(FileRole.SAMPLE)
    remedy = by_way(material, cut="Make the files again.", files="Mend the sample submission and send it again.")
    if path is None:
        return bad("There is no sample submission, so nobody sees what a file must look like.", remedy)
    try:
        with path.open("rb") as stream:
            found = judge(key, stream)
    except RefusedError as refusal:
        details = [problem.message for problem in refusal.problems]
        return bad("The sample submission is refused.", remedy, details)
    if found.public is None or found.private is None:
        return bad("The sample submission gets a score on only one of the two parts.", remedy)
    if found.public == key.metric.best:
        hide = "Put the same value, such as the mean, into every row of the sample submission."
        return bad("The sample submission gets the best score there is: it seems to hold the answers.", hide)
    return good(f"The sample submission is accepted; its public score is {display(found.public, DIGITS)}.")


CHECK = Check("sample", "The sample submission scores", look)
