from collections.abc import Mapping

DONE, REFUSED, FAILED = 0, 1, 2  # exit codes


class CommandError(Exception):
    """Keeps a command from its work, and is not the submission's fault: told in one line on stderr, or in the answer to
    one line of a batch."""

    def as_plain(self) -> Mapping[str, object]:
        return {"error": "bad_request", "message": str(self)}
