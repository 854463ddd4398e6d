"""What a new course still needs, in the order in which it is done."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    url_name: str
    done: bool


def first_steps(*, students: int, competitions: int, published: int) -> list[Step]:
    return [
        Step(
            "Import the roster",
            "A CSV file with names and e-mail addresses, or Canvas's gradebook export.",
            "roster",
            students > 0,
        ),
        Step(
            "Make a competition",
            "Title, dates, rules and files. It stays a draft that only staff see.",
            "competition-new",
            competitions > 0,
        ),
        Step(
            "Publish it",
            "Its own page lists what is still missing. Students see it from then on.",
            "teach-course",
            published > 0,
        ),
    ]
