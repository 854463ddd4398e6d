class RefusedError(Exception):
    """The deed is not allowed as things stand; the message says why and what to do."""
