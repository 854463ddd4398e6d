"""Whatever the staff send from a page under /teach/ leaves exactly one line in the audit log. The routes are walked,
not listed: one that takes a POST and has no valid form below fails."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from competition.actions.announcements import announce
from competition.actions.invitations import create_invitation
from competition.actions.log import By
from competition.models.competitions import Competition
from competition.models.courses import Enrolment, RosterImport
from competition.models.log import LogEntry
from competition.queries.roster import comparison, fingerprint
from scoring.models.claimable import WorkState
from scoring.models.openings import Job
from scoring.models.submissions import Submission, Voiding
from teams.models.teams import Extension, Membership, Team
from tests.competition.views.teaching.rosters import make_import
from tests.competition.views.teaching.test_courses import course_values
from tests.competition.world import World, browser_of
from tests.factories import (
    NOW,
    make_checked_opening,
    make_competition,
    make_judgement,
    make_key,
    make_rescoring,
    make_submission,
    make_team,
)
from tests.scoring.actions.draft import Draft

Sent = tuple[list[Any], dict[str, Any]]


def wall(days: int) -> str:
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT12:00")


DATES = {"opens_at": wall(-10), "teams_lock_at": wall(11), "closes_at": wall(21), "reason": "A holiday."}


def in_course(**data: Any) -> Callable[[World], Sent]:
    return lambda world: ([world.course.slug], data)


def in_competition(**data: Any) -> Callable[[World], Sent]:
    return lambda world: ([world.competition.slug], data)


def a_file(name: str = "file.csv", content: bytes = b"name,email\nEve,eve@example.org\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def person(world: World) -> Sent:
    alice = Enrolment.objects.get(user=world.alice)
    return [world.course.slug, alice.pk], {"role": "student", "section": "B", "active": "on"}


def revocation(world: World) -> Sent:
    made = create_invitation(
        course=world.course,
        by=By(world.ingrid),
        role="student",
        email="",
        most_uses=1,
        expires_at=NOW + timedelta(days=1),
    )
    return [world.course.slug, made.pk], {}


def staged(world: World) -> RosterImport:
    return make_import(world.course, world.ingrid)


def application(world: World) -> Sent:
    found = staged(world)
    return [world.course.slug, found.pk], {"shown": fingerprint(comparison(found)), "mail_new": "on"}


def withdrawal(world: World) -> Sent:
    said = announce(course=world.course, competition=None, by=By(world.ingrid), title="Hello", text="", also_mail=False)
    return [world.course.slug, said.pk], {}


def removal(world: World) -> Sent:
    return [world.competition.slug, world.add_file().pk], {"reason": "Out of date."}


def settings_of_a_competition(world: World) -> Sent:
    names = (
        "title",
        "slug",
        "accent",
        "description",
        "evaluation",
        "data_description",
        "daily_limit",
        "final_picks",
        "selection_mode",
        "team_size",
        "digits",
    )
    values = {name: getattr(world.competition, name) for name in names}
    return [world.competition.slug], values | {"tagline": "Another line."}


def publication(world: World) -> Sent:
    make_competition(world.course, "draft", evaluation="x", data_description="x", now=NOW)
    Competition.objects.filter(slug="draft").update(
        published_at=None, opens_at=NOW + timedelta(days=1), hand_in_at=None
    )
    world.competition = Competition.objects.get(slug="draft")
    world.add_file()
    make_checked_opening(world.competition)
    return ["draft"], {}


def draft_of(world: World) -> Draft:
    made = make_competition(world.course, "beans", published_at=None)
    return Draft(Competition.objects.get(pk=made.pk), world.ingrid)


def sent_file(world: World) -> Sent:
    draft_of(world)
    return ["beans"], {"role": "labelled", "file": a_file("beans.csv")}


def way(world: World) -> Sent:
    draft_of(world)
    return ["beans"], {"way": "files"}


def removal_from_the_inbox(world: World) -> Sent:
    return ["beans", draft_of(world).send().pk], {}


def choices(world: World) -> Sent:
    draft = draft_of(world)
    draft.send()
    draft.inspected()
    columns = {"metric": "accuracy", "id_column": "bean", "role_target": "kind"}
    return ["beans"], columns | {"test_percent": 40, "public_percent": 50, "seed": 7}


def making(world: World) -> Sent:
    draft_of(world).up_to_the_checklist()
    Job.objects.all().delete()
    return ["beans"], {}


def team_of_alice(world: World) -> Team:
    return make_team(world.competition, world.alice, name="Owls")


def in_team(**data: Any) -> Callable[[World], Sent]:
    return lambda world: ([world.competition.slug, team_of_alice(world).pk], data)


def founding(world: World) -> Sent:
    alice = Enrolment.objects.get(user=world.alice)
    return [world.competition.slug], {"new-name": "Owls", "new-enrolments": [alice.pk]}


def placing(world: World) -> Sent:
    team, bob = team_of_alice(world), Enrolment.objects.get(user=world.bob)
    return [world.competition.slug], {"place-enrolment": bob.pk, "place-team": team.pk, "place-reason": "Came late."}


def member(world: World) -> Sent:
    team = make_team(world.competition, world.bob, world.alice, name="Owls")
    chosen = Membership.objects.get(enrolment__user=world.alice)
    return [world.competition.slug, team.pk], {"member": chosen.pk, "reason": "Asked for it."}


def withdrawn_extension(world: World) -> Sent:
    team = team_of_alice(world)
    at = world.competition.closes_at + timedelta(days=1)
    Extension.objects.create(team=team, closes_at=at, reason="Ill.", given_by=world.ingrid)
    return [world.competition.slug, team.pk], {"withdrawal-reason": "Well again."}


def a_submission(world: World, state: str = WorkState.DONE) -> Submission:
    make_key(world.competition)
    return make_submission(team_of_alice(world), world.alice, state=state)


def voiding(world: World) -> Sent:
    return [world.competition.slug, a_submission(world).pk], {"reason": "It was not theirs."}


def counting_again(world: World) -> Sent:
    void = a_submission(world)
    Voiding.objects.create(submission=void, reason="It was not theirs.", by=world.ingrid)
    return [world.competition.slug, void.pk], {}


def judging_again(world: World) -> Sent:
    return [world.competition.slug, a_submission(world, WorkState.FAILED).pk], {}


def sending_for_a_team(world: World) -> Sent:
    make_key(world.competition)
    team = team_of_alice(world)
    values = {"team": team.pk, "file": a_file("late.csv"), "reason": "Came by mail.", "request_id": "one"}
    return [world.competition.slug], values


def proposing(world: World) -> Sent:
    make_key(world.competition)
    return [world.competition.slug], {"file": a_file("better.csv"), "metric": "accuracy", "reason": "Row 1 was wrong."}


def rescored(world: World) -> Sent:
    make_key(world.competition)
    return [world.competition.slug, make_rescoring(world.competition, world.ingrid).pk], {"reason": "Row 1 was wrong."}


def failed_in_the_dark(world: World) -> Sent:
    sent = a_submission(world)
    rescoring = make_rescoring(world.competition, world.ingrid)
    make_judgement(sent, rescoring.key, state=WorkState.FAILED, value=0)
    return [world.competition.slug, rescoring.pk], {}


VALID: dict[str, Callable[[World], Sent]] = {
    "course-new": lambda _: ([], course_values()),
    "teach-course-settings": in_course(**course_values()),
    "teach-person": person,
    "teach-invitations": in_course(role="student", email="eve@example.org", most_uses=1, days=7),
    "invitation-revoke": revocation,
    "roster": lambda world: ([world.course.slug], {"file": a_file(), "drops_missing": "on"}),
    "roster-apply": application,
    "roster-discard": lambda world: ([world.course.slug, staged(world).pk], {}),
    "teach-announcements": in_course(title="Hello", text="", also_mail="on"),
    "announcement-withdraw": withdrawal,
    "competition-new": in_course(title="Next", slug="next", **DATES),
    "teach-competition-settings": settings_of_a_competition,
    "teach-competition-dates": in_competition(**DATES),
    "teach-competition-rules": in_competition(text="Play fairer."),
    "teach-files": lambda world: ([world.competition.slug], {"file": a_file("new.csv"), "about": "rows"}),
    "teach-file-remove": removal,
    "competition-publish": publication,
    "teach-board": in_competition(ladder_step="0.01", medals="on", late_uploads="practice"),
    "teach-teams": founding,
    "teach-place": placing,
    "teach-team": in_team(name="Larks"),
    "teach-team-exclusion": in_team(**{"exclusion-excluded": "hidden", "exclusion-reason": "Copied labels."}),
    "teach-team-extension": in_team(**{"extension-closes_at": wall(25), "extension-reason": "Ill."}),
    "teach-team-extension-withdraw": withdrawn_extension,
    "teach-team-captain": member,
    "teach-team-remove": member,
    "teach-submissions-private": in_competition(),
    "teach-submission-send": sending_for_a_team,
    "teach-submission-void": voiding,
    "teach-submission-count-again": counting_again,
    "teach-submission-judge-again": judging_again,
    "teach-answers": proposing,
    "teach-rescoring-apply": rescored,
    "teach-rescoring-drop": rescored,
    "teach-rescoring-try-again": failed_in_the_dark,
    "opening": sent_file,
    "opening-way": way,
    "opening-file-remove": removal_from_the_inbox,
    "opening-choices": choices,
    "opening-make": making,
    "opening-check": making,
    "competition-copy": lambda world: ([world.competition.slug], {"course": world.course.pk, "slug": "wines-again"}),
}


def teaching_routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from teaching_routes(pattern.url_patterns, route)
        elif route.startswith("teach/"):
            yield route, pattern


ROUTES = [
    pytest.param(route, pattern, id=pattern.name or route)
    for route, pattern in teaching_routes(get_resolver().url_patterns)
]


@pytest.mark.parametrize(("route", "pattern"), ROUTES)
def test_a_valid_form_leaves_one_line_and_a_page_takes_none(world: World, route: str, pattern: URLPattern) -> None:
    browser = browser_of(world.ingrid)
    converters = pattern.pattern.converters
    placeholders = {name: 1 if name == "pk" else "x" for name in converters}
    takes_forms = browser.post(reverse(str(pattern.name), kwargs=placeholders)).status_code != 405
    assert takes_forms == (pattern.name in VALID), f"give {pattern.name} a valid form, or let it refuse POST"
    if takes_forms:
        arguments, data = VALID[str(pattern.name)](world)
        before = set(LogEntry.objects.values_list("pk", flat=True))
        answer = browser.post(reverse(str(pattern.name), args=arguments), data)
        assert answer.status_code == 302, answer.text
        (line,) = LogEntry.objects.exclude(pk__in=before)
        assert (line.actor, line.actor_name) == (world.ingrid, world.ingrid.username)
        assert line.course_id is not None
        tells_nobody(line, world)


def tells_nobody(line: LogEntry, world: World) -> None:
    """Usernames and numbers: what can't be erased must not hold an address, a name or a roster id."""
    told = f"{line.action} {line.subject} {line.before} {line.after}".lower()
    enrolments = Enrolment.objects.select_related("user")
    secrets = [value for one in enrolments for value in (one.name, one.roster_id, one.user.email, one.user.name)]
    # As a word of its own: Bob is not told of where somebody's pseudonym is Lunar Bobcat.
    found = [secret for secret in secrets if secret and re.search(rf"\b{re.escape(secret.lower())}\b", told)]
    assert (found, "eve@example.org" in told) == ([], False)
