"""Where an instructor mends what an item of the launch checklist found."""

from scoring.opening.plan import Way

Place = tuple[str, str]  # the name of a page, and what a link to it says
FILES: Place = ("opening", "To the files")
CHOICES: Place = ("opening-choices", "To the choices")
TEXTS: Place = ("teach-competition-settings", "To the texts")
BY_CHOICES = frozenset({"sizes", "classes", "drift", "parts", "shake-up"})
BY_TEXTS = frozenset({"names", "texts"})


def place_to_mend(item: str, way: Way) -> Place:
    """Where Holdout cuts, shares and seed are choices; else they stand in the files."""
    if item in BY_TEXTS:
        return TEXTS
    return CHOICES if item == "answers" or (item in BY_CHOICES and way is Way.CUT) else FILES
