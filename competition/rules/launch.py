"""What has to stand before students see a competition."""

from dataclasses import dataclass
from datetime import datetime

from competition.models.competitions import Competition


@dataclass(frozen=True)
class Item:
    title: str
    remedy: str
    done: bool
    url_name: str


def checklist(competition: Competition, *, rules: str, files: int, now: datetime) -> list[Item]:
    return [
        Item(
            "Says what it is about",
            "Write the line under the title and the description.",
            bool(competition.tagline and competition.description),
            "teach-competition-settings",
        ),
        Item(
            "Says how a file is scored",
            "Write the evaluation text.",
            bool(competition.evaluation),
            "teach-competition-settings",
        ),
        Item("Has rules", "Write the rules that everybody accepts.", bool(rules.strip()), "teach-competition-rules"),
        Item("Has files to work on", "Add at least one public file.", files > 0, "teach-files"),
        Item("Closes in the future", "Move the close.", competition.closes_at > now, "teach-competition-dates"),
    ]
