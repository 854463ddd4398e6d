"""What a job works on. Its fingerprint is taken when the work begins and compared when the result is stored, so that
nothing is stored which was worked out from something else."""

import hashlib
import json
from typing import Any

from competition.models.competitions import Competition
from competition.queries.competitions import newest_rules
from scoring.models.openings import Opening, Task

TEXTS = ("title", "tagline", "description", "evaluation", "data_description")


def fingerprint(opening: Opening, task: Task) -> str:
    told: dict[str, Any] = {"way": opening.way, "files": _files(opening)}
    if task is not Task.INSPECT:
        told["choices"] = opening.choices
    if task is Task.CHECK:
        public = opening.competition.data_files.order_by("name").values_list("name", "sha256")
        told |= {"made": opening.made, "public": list(public), "texts": texts(opening.competition)}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _files(opening: Opening) -> list[tuple[Any, ...]]:
    return list(opening.files.order_by("name").values_list("role", "name", "sha256", "expected"))


def texts(competition: Competition) -> dict[str, str]:
    """What the class will read. Dates are looked at when it is published, and may move until then."""
    rules = newest_rules(competition)
    return {name: getattr(competition, name) for name in TEXTS} | {"rules": rules.text if rules else ""}
