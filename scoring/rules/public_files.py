"""What the class reads beside a file that was made for it."""

ABOUT = {
    "train": "Rows with their answers, to learn from.",
    "test": "Rows to predict.",
    "sample_submission": "What a submission looks like; it scores, but badly.",
}


def about(name: str) -> str:
    """Of files that were handed on as they came the instructor says it."""
    return ABOUT.get(name.split(".", maxsplit=1)[0], "")
