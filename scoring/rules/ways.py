"""Which files belong to which way of opening a competition."""

from scoring.opening.plan import FileRole, Way

SEVERAL = frozenset({FileRole.PROBE, FileRole.EXTRA})
ROLES = {
    Way.CUT: frozenset({FileRole.LABELLED}) | SEVERAL,
    Way.FILES: frozenset({FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS, FileRole.SAMPLE}) | SEVERAL,
}
ASKED_FOR = {Way.CUT: (FileRole.LABELLED,), Way.FILES: (FileRole.TRAIN, FileRole.TEST, FileRole.ANSWERS)}  # in turn


def belongs(role: FileRole, way: Way) -> bool:
    return role in ROLES[way]
