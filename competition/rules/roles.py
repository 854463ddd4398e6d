from competition.models.courses import Role

ORDER = (Role.STUDENT, Role.ASSISTANT, Role.INSTRUCTOR)


def takes_away(*, role_before: str, role_after: str, active_before: bool, active_after: bool) -> bool:
    """Whether somebody loses something, which wants a reason."""
    lowered = ORDER.index(Role(role_after)) < ORDER.index(Role(role_before))
    return lowered or (active_before and not active_after)
