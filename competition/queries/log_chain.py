from competition.models.log import LogEntry
from competition.rules.log_digest import digest_of_line

AT_ONCE = 1_000


def walk() -> tuple[int, str]:
    """How many lines are sound, from the first one on, and what is wrong with the next; empty where nothing is.

    Lines cut off at the very end leave a shorter chain that is sound in itself: keep the newest digest elsewhere.
    """
    previous, before, sound = "", "the beginning", 0
    for entry in LogEntry.objects.order_by("id").iterator(chunk_size=AT_ONCE):
        if entry.previous_digest != previous:
            return sound, f"Line {entry.pk} does not follow {before}: a line between them was removed or put in."
        if entry.digest != digest_of_line(entry):
            return sound, f"Line {entry.pk} is not as it was written."
        previous, before, sound = entry.digest, f"line {entry.pk}", sound + 1
    return sound, ""
