"""What the files are that an instructor sent: their columns, what does not fit between them, and what to choose."""

from collections.abc import Sequence

from scoring.opening.comparing import problems_across
from scoring.opening.guesses import guesses_for
from scoring.opening.looking import Sheet, is_opened, look
from scoring.opening.plan import Report, SentFile, Understood, Way
from scoring.opening.progress import Progress

READ = 90  # percent of the work


def inspect(way: Way, files: Sequence[SentFile], report: Report) -> Understood:
    """Opens every table once. A file that cannot be read is told as such and stops nothing."""
    progress = Progress(report)
    sheets = looked_at(files, progress)
    progress.say(READ, "Comparing the files")
    guesses = guesses_for(way, sheets)
    understood = Understood(tuple(sheet.facts for sheet in sheets), guesses, problems_across(way, sheets, guesses))
    progress.say(100, "Done")
    return understood


def looked_at(files: Sequence[SentFile], progress: Progress) -> list[Sheet]:
    sizes = [file.path.stat().st_size if is_opened(file) else 0 for file in files]
    whole, done, sheets = max(sum(sizes), 1), 0, []
    for file, size in zip(files, sizes, strict=True):
        tell = progress.between(READ * done / whole, READ * (done + size) / whole, f"Reading {file.name}")
        sheets.append(look(file, tell))
        done += size
    return sheets
