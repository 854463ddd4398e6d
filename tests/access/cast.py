"""Who is what where, and what that should mean."""

HOME, AWAY = "dl-2026", "stats-2026"
STATES = ("open", "upcoming", "draft", "closed")
# Of the other course as many as make a difference.
STATES_OF = {HOME: STATES, AWAY: ("open", "draft")}
ANONYMOUS = "anonymous"

# Who is what where. Inactive enrolments and accounts are written with a dash: they must count for nothing.
CAST: dict[str, dict[str, str]] = {
    "Alice": {HOME: "student"},
    "Bob": {HOME: "student"},
    "Charlie": {HOME: "student"},
    "Felix": {HOME: "-student"},
    "Gus": {HOME: "student"},
    "Tariq": {HOME: "assistant", AWAY: "student"},
    "Ingrid": {HOME: "instructor"},
    "Dana": {AWAY: "student"},
    "Olga": {AWAY: "instructor"},
    "Ruth": {},
    "Nina": {},
}
CLOSED_ACCOUNTS = {"Gus"}
SUPERUSERS = {"Ruth"}
# Who has accepted the newest rules of which competition. What has closed changed its rules once: Alice accepted the
# first version only, Bob the second.
ACCEPTED = {"open": {"Alice", "Charlie", "Dana"}, "upcoming": {"Alice", "Dana"}, "draft": set(), "closed": {"Bob"}}
ACCEPTED_BEFORE = {"closed": {"Alice"}}
# Who plays together, in every competition of a course. Felix was dropped while he was on Alice's team.
TEAMS = {HOME: (("Alice", "Bob", "Felix"), ("Charlie",)), AWAY: (("Dana",),)}
PEOPLE = (ANONYMOUS, *CAST)


def standing(person: str, course: str) -> str:
    """instructor, assistant, student or outsider, as the house must see it."""
    role = CAST.get(person, {}).get(course, "outsider")
    return "outsider" if person in CLOSED_ACCOUNTS or role.startswith("-") else role


def staff_of(course: str) -> set[str]:
    return {person for person in CAST if standing(person, course) in {"assistant", "instructor"}}


def leaders_of(course: str) -> set[str]:
    return {person for person in CAST if standing(person, course) == "instructor"}


def members_of(course: str) -> set[str]:
    return staff_of(course) | {person for person in CAST if standing(person, course) == "student"}


def mates_of(person: str, course: str) -> set[str]:
    """Those who are on a team together, as long as both take part in the course."""
    together = [set(team) for team in TEAMS[course] if person in team and standing(person, course) != "outsider"]
    return {mate for team in together for mate in team if standing(mate, course) != "outsider"}
