"""Files of which the instructor knows what must come out: scores to the digits given, refusals by their category."""

from decimal import Decimal

from scoring.judging.answers import Key
from scoring.judging.problems import RefusedError
from scoring.judging.standings import display
from scoring.judging.verdict import judge
from scoring.opening.checklist.finding import Check, Finding, bad, count, good, shortened, warning
from scoring.opening.material import Material
from scoring.opening.plan import FileRole, SentFile

DIGITS = 6


def look(material: Material) -> Finding | None:
    probes = material.sent(FileRole.PROBE)
    if not probes:
        return None
    key = material.key
    wrong, unasked = [], []
    for probe in probes:
        came = verdict(key, probe)
        if probe.expected is None:
            unasked.append(f"{shortened(probe.name)}: {in_words(came)}")
        elif not as_expected(came, probe.expected):
            wrong.append(
                f"{shortened(probe.name)}: expected {in_words(probe.expected)}, but {in_words(came)} came out."
            )
    if wrong:
        found = f"{len(wrong):,} of {count(len(probes), 'probe')} did not get the expected verdict."
        return bad(found, "Correct what is expected, or the answers, the metric or its parameters.", wrong)
    if unasked:
        return warning(
            f"{count(len(unasked), 'probe')} came without an expected verdict.",
            "Say for each which public score, or which kind of refusal, must come out.",
            unasked,
        )
    return good(f"{count(len(probes), 'probe')} got the expected verdict.")


def verdict(key: Key, probe: SentFile) -> float | str | None:
    """The public score, or the category of the refusal."""
    try:
        with probe.path.open("rb") as stream:
            return judge(key, stream).public
    except RefusedError as refusal:
        return refusal.category.value


def as_expected(came: float | str | None, expected: float | str) -> bool:
    """Whether the score, rounded or cut to the digits given, is the one expected."""
    if isinstance(came, str) or isinstance(expected, str) or came is None:
        return came == expected
    wanted = Decimal(repr(expected))
    digits = max(0, -int(wanted.normalize().as_tuple().exponent))
    exact = Decimal(repr(came))
    return round(exact, digits) == wanted or Decimal(display(came, digits)) == wanted


def in_words(came: float | str | None) -> str:
    if came is None:
        return "no score"
    return f"the refusal “{came}”" if isinstance(came, str) else f"the public score {display(came, DIGITS)}"


CHECK = Check("probes", "Probe files get their expected verdicts", look)
