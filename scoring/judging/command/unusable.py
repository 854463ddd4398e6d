from collections.abc import Mapping

from scoring.judging.command.failure import CommandError
from scoring.judging.command.told import place
from scoring.judging.problems import Category, RefusedError


class UnusableError(CommandError):
    """A file of the instructor's breaks the rules itself: what is wrong with it is told in full."""

    def __init__(self, what: str, refusal: RefusedError) -> None:
        super().__init__(f"The {what} cannot be used: {place(refusal.problems[0])}{refusal.message}")
        self.refusal = refusal

    def as_plain(self) -> Mapping[str, object]:
        return {**self.refusal.as_plain(), "error": Category.HOST_ERROR.value, "message": str(self)}
