class RefusedError(Exception):
    """The deed is not allowed as things stand; the message says why and what to do.

    `field` names the value that would have to change, where it is one.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
