"""How far a step is: whole percents, each said once, since a report costs a write to the database."""

from scoring.opening.plan import Report
from scoring.opening.reading import Tell


class Progress:
    def __init__(self, report: Report) -> None:
        self.report, self.percent, self.doing = report, -1, ""

    def say(self, percent: float, doing: str) -> None:
        percent = max(int(percent), self.percent)
        if (percent, doing) != (self.percent, self.doing):
            self.percent, self.doing = percent, doing
            self.report(percent, doing)

    def between(self, low: float, high: float, doing: str) -> Tell:
        """What a reader of a file tells its share to."""
        self.say(low, doing)
        return lambda share: self.say(low + (high - low) * share, doing)
