"""Why the data of a published competition stay as they are."""

PUBLISHED = (
    "This competition is published, so its data stay as they are. Take it back to a draft on its overview page first."
)
BEGUN = "Students have begun to work with these data, so they stay as they are."


def why_frozen(*, published: bool, begun: bool) -> str:
    if not published:
        return ""
    return BEGUN if begun else PUBLISHED
