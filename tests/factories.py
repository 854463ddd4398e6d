"""The cast and their world. Alice and Bob play together, Charlie plays against them, Dana takes another course;
Ingrid teaches, Tariq assists, Olga teaches Dana's course, Ruth is the superuser."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from competition.models.competitions import Competition, RulesAcceptance, RulesVersion
from competition.models.courses import Course, Enrolment, Role
from competition.models.people import User
from competition.uploads import ReceivedFile
from scoring.models.claimable import UNFINISHED, WorkState
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.openings import Opening, Task
from scoring.models.rescorings import Rescoring, RescoringState
from scoring.models.submissions import Seat, Submission
from scoring.queries.inputs import fingerprint
from scoring.queries.keys import active_key
from scoring.rules.days import day_of
from scoring.shelves import answers, submissions
from scoring.vault.doors import Sealed, seal
from teams.models.teams import Membership, Team

PASSWORD = "correct horse battery"
NOW = datetime(2026, 10, 14, 15, 0, tzinfo=UTC)


def make_user(first_name: str, **fields: Any) -> User:
    return User.objects.create_user(f"{first_name.lower()}@example.org", PASSWORD, **{"name": first_name} | fields)


def make_course(slug: str = "dl-2026", **fields: Any) -> Course:
    values = {
        "code": "CS 501",
        "title": "Deep Learning",
        "term": "Fall 2026",
        "slug": slug,
        "zone": "America/Chicago",
        "first_day": date(2026, 8, 24),
        "last_day": date(2026, 12, 18),
    }
    return Course.objects.create(**values | fields)


def enrol(user: User, course: Course, role: str = Role.STUDENT, **fields: Any) -> Enrolment:
    values = {"name": user.name, "roster_id": "" if role != Role.STUDENT else f"roster-{user.pk}"}
    return Enrolment.objects.create(user=user, course=course, role=role, **values | fields)


def make_competition(course: Course, slug: str = "wines", *, now: datetime = NOW, **fields: Any) -> Competition:
    """Open, published, with rules, unless told otherwise."""
    values = {
        "title": "Wine cultivars",
        "tagline": "Tell three cultivars apart by their chemistry.",
        "description": "Predict the **cultivar**.",
        "opens_at": now - timedelta(days=10),
        "teams_lock_at": now + timedelta(days=10),
        "closes_at": now + timedelta(days=20),
        "published_at": now - timedelta(days=12),
    }
    competition = Competition.objects.create(course=course, slug=slug, **values | fields)
    author = Enrolment.objects.filter(course=course, role=Role.INSTRUCTOR).first()
    if author:
        RulesVersion.objects.create(
            competition=competition,
            number=1,
            text="Play fair.",
            changed_by=author.user,
            changed_at=competition.opens_at,
        )
    return competition


def accept_rules(user: User, competition: Competition) -> RulesAcceptance:
    newest = RulesVersion.objects.filter(competition=competition).first()
    assert newest, "this competition has no rules: enrol an instructor before making it"
    return RulesAcceptance.objects.create(user=user, rules=newest)


def make_checked_opening(competition: Competition) -> Opening:
    """As after a green checklist for the competition as it is now: what is changed later has to be checked again."""
    opening, _ = Opening.objects.update_or_create(
        competition=competition, defaults={"made": {"rows": {}, "files": []}, "checklist": []}
    )
    opening.checked_for = fingerprint(opening, Task.CHECK)
    opening.save()
    return opening


def make_team(
    competition: Competition, *users: User, name: str = "", captain: User | None = None, **fields: Any
) -> Team:
    """Who leads is the first of them, unless told otherwise."""
    team = Team.objects.create(
        competition=competition, name=name or " and ".join(user.name for user in users), **fields
    )
    for user in users:
        enrolment = Enrolment.objects.get(user=user, course=competition.course)
        leads = user == (captain or users[0])
        Membership.objects.create(team=team, competition=competition, enrolment=enrolment, captain=leads)
    return team


def make_rescoring(
    competition: Competition, by: User, reason: str = "Row 1 was wrong.", state: str = RescoringState.JUDGING
) -> Rescoring:
    """By a copy of the key that counts."""
    key = active_key(competition)
    assert key
    terms = {name: getattr(key, name) for name in ("metric", "parameters", "columns", "sha256", "size", "rows")}
    copied = AnswerKey.objects.create(competition=competition, version=key.version + 1, made_by=by, **terms)
    return Rescoring.objects.create(
        competition=competition, key=copied, replaces=key, reason=reason, asked_by=by, state=state
    )


ROWS = range(1, 21)
PRIVATE_ROWS = [row for row in ROWS if row % 5 in {0, 3}]
PUBLIC_ROWS = [row for row in ROWS if row not in PRIVATE_ROWS]


def truths() -> bytes:
    """Twenty rows with a label of 0 or 1 each; twelve are public, eight private."""
    lines = [f"{row},{row % 2},{'Private' if row in PRIVATE_ROWS else 'Public'}" for row in ROWS]
    return "\n".join(["id,label,Usage", *lines, ""]).encode()


def predictions(public: int = 12, private: int = 8) -> bytes:
    """A file for these truths with so many rows of each part right."""
    right = {*PUBLIC_ROWS[:public], *PRIVATE_ROWS[:private]}
    return "\n".join(["id,label", *(f"{row},{row % 2 if row in right else 1 - row % 2}" for row in ROWS), ""]).encode()


def make_key(
    competition: Competition, content: bytes | None = None, metric: str = "accuracy", **fields: Any
) -> AnswerKey:
    """By which submissions are judged from now on; `active=False` lays it beside the one that there is."""
    content = truths() if content is None else content
    with answers.draft() as folder:
        draft = Path(folder) / "answers.csv"
        draft.write_bytes(content)
        sha256 = answers.put(draft)
    teacher = Enrolment.objects.filter(course=competition.course, role=Role.INSTRUCTOR).first()
    values = {
        "version": AnswerKey.objects.filter(competition=competition).count() + 1,
        "metric": metric,
        "sha256": sha256,
        "size": len(content),
        "rows": {"public": len(PUBLIC_ROWS), "private": len(PRIVATE_ROWS), "ignored": 0},
        "active": True,
        "made_by": teacher.user if teacher else make_user("Keymaker"),
    } | fields
    if values["active"]:
        AnswerKey.objects.filter(competition=competition, active=True).update(active=False)
    return AnswerKey.objects.create(competition=competition, **values)


def make_submission(
    team: Team,
    user: User,
    content: bytes = b"id,label\n1,1\n",
    *,
    at: datetime = NOW,
    state: str = WorkState.DONE,
    value: float = 0.5,
    private: float | None = None,
    seated: bool = True,
    **fields: Any,
) -> Submission:
    """Received and judged by the active key, if there is one, as `state` says; nothing of it went through a worker."""
    upload = ReceivedFile("predictions.csv", "text/csv", None, None)
    upload.receive(content)
    values = {
        "competition": team.competition,
        "author": user,
        "file_name": "predictions.csv",
        "size": len(content),
        "sha256": submissions.keep(upload),
        "received_at": at,
        "request_id": f"made-{team.submissions.count() + 1}",
        "seats_left": 0,
    }
    upload.close()
    submission = Submission.objects.create(team=team, **values | fields)
    if seated and state not in {WorkState.REFUSED, WorkState.FAILED}:
        day = day_of(at, team.competition.course.zone)
        number = team.seats.filter(day=day).count() + 1
        Seat.objects.create(team=team, day=day, number=number, submission=submission)
    if key := active_key(team.competition):
        make_judgement(submission, key, state=state, value=value, private=private)
    return submission


def make_judgement(
    submission: Submission, key: AnswerKey, *, state: str = WorkState.DONE, value: float, private: float | None = None
) -> Judgement:
    judgement = Judgement.objects.create(
        submission=submission,
        key=key,
        state=state,
        public_value=value if state == WorkState.DONE else None,
        problems={"problems": [], "counts": {}} if state == WorkState.REFUSED else None,
        ended_at=None if state in UNFINISHED else submission.received_at,
    )
    if state == WorkState.DONE:
        seal(submission=submission.pk, key=key.pk, sealed=Sealed(value if private is None else private))
    return judgement
