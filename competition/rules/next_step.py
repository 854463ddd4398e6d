"""The one blue button of a competition: what is worth doing now."""

from dataclasses import dataclass

from competition.rules.phases import Phase


@dataclass(frozen=True)
class Step:
    label: str
    url_name: str
    why: str


def next_step(phase: Phase, *, teaches: bool, accepted: bool) -> Step:
    if teaches:
        return _teaching(phase)
    if not accepted:
        return Step("Read and accept the rules", "competition-rules", _why_accept(phase))
    if phase is Phase.UPCOMING:
        return Step("Look at the data page", "competition-data", "You are ready. The files appear when it opens.")
    if phase is Phase.OPEN:
        return Step("Submit predictions", "submit", "The files are yours: predict, and see where you stand.")
    return Step("Get the data", "competition-data", "It has closed. You can still practise on the files.")


def _teaching(phase: Phase) -> Step:
    if phase is Phase.DRAFT:
        return Step("Finish the draft", "teach-competition", "Students see nothing of it until you publish it.")
    return Step("Manage this competition", "teach-competition", "You teach this course.")


def _why_accept(phase: Phase) -> str:
    if phase is Phase.UPCOMING:
        return "Once you have accepted the rules, the files are yours the moment it opens."
    if phase is Phase.CLOSED:
        return "It has closed. Once you have accepted the rules, you can still practise on the files."
    return "Once you have accepted the rules, the files are yours."
