"""The matrix is worth what it catches: each permission taken out of the code must be missed by it."""

from functools import partial
from itertools import islice

import pytest

from tests.access.askers import people, programs
from tests.access.matrix import askers, violations
from tests.access.mutation import Mutant, Touched, place, touched_by
from tests.access.routes import Route, routes, targets
from tests.access.world import World

pytestmark = pytest.mark.django_db

ACCESS = "competition.access"
KEYS = "competition.api.authentication"
VIEWS = "competition.views"
QUERIES = "competition.queries"
SIGN_IN = "django.contrib.auth.middleware:LoginRequiredMiddleware.process_view"

MUTANTS = [
    Mutant("students are staff", f"{ACCESS}:courses_staffed", ", *STAFF_ROLES", ""),
    Mutant("staff of one course are staff of all", f"{ACCESS}:courses_staffed", '.filter(course=OuterRef("pk"))', ""),
    Mutant("assistants are instructors", f"{ACCESS}:courses_led", "Role.INSTRUCTOR", "*STAFF_ROLES"),
    Mutant("drafts are shown", f"{ACCESS}:competitions", "published_at__lte=timezone.now(), ", ""),
    Mutant("data without the rules", f"{ACCESS}:competitions_with_data", " & Exists(accepted)", ""),
    Mutant("old rules will do", f"{ACCESS}:competitions_with_data", ', rules=newest.values("pk")[:1]', ""),
    Mutant("data before the opening", f"{ACCESS}:competitions_with_data", "Q(opens_at__lte=timezone.now()) & ", ""),
    Mutant("who was dropped is still in", f"{ACCESS}:enrolments", ", active=True", ""),
    Mutant("withdrawn announcements stay", f"{ACCESS}:announcements", ", withdrawn_at=None", ""),
    Mutant("the right to change is not asked for", f"{VIEWS}.lookups:led_course", "if not ", "if False and "),
    Mutant("assistants bring in data", f"{VIEWS}.lookups:led_competition", "if not ", "if False and "),
    Mutant(
        "another course's file of the inbox",
        "scoring.views.opening.files:file_remove",
        "pk=pk, opening__competition=competition",
        "pk=pk",
    ),
    Mutant(
        "anybody's metric",
        "scoring.views.metric:metric",
        "access.competitions(request.user)",
        "access.Competition.objects",
    ),
    Mutant(
        "another team's submission",
        "scoring.access:_own",
        'Exists(teams(user).filter(pk=OuterRef("team"))), ',
        "",
    ),
    Mutant(
        "anybody's submission",
        "scoring.views.submissions.lookups:submission_of",
        "access.submissions(request.user)",
        "Submission.objects",
    ),
    Mutant(
        "staff pick for a team",
        "scoring.views.submissions.lookups:own_submission",
        "access.own_submissions(request.user)",
        "access.submissions(request.user)",
    ),
    Mutant("any key may do anything", f"{KEYS}:HasScope.has_permission", "request.auth.scopes", "Scope.values"),
    Mutant("revoked keys open doors", f"{KEYS}:why_not", "if key.revoked_at:", "if False:"),
    Mutant("expired keys open doors", f"{KEYS}:why_not", "if key.expires_at and ", "if False and "),
    Mutant("closed accounts' keys open doors", f"{KEYS}:why_not", "if not key.user.is_active:", "if False:"),
    Mutant("a key under any name", f"{KEYS}:key_of", "if not username or ", "if True or "),
    Mutant(
        "another course's data file",
        f"{VIEWS}.downloads:file_of",
        ".filter(competition__in=",
        ".exclude(pk=0, competition__in=",
    ),
    Mutant(
        "another course's preview", f"{VIEWS}.roster:roster_import", "course.roster_imports", "RosterImport.objects"
    ),
    Mutant(
        "another course's roster is applied",
        f"{VIEWS}.roster:roster_apply",
        "led_course(request, slug).roster_imports",
        "led_course(request, slug).roster_imports.model",
    ),
    Mutant("another course's person", f"{VIEWS}.people:person", "course=course, pk=pk", "pk=pk"),
    Mutant("everybody's people", f"{QUERIES}.people:people", "filter(course=course)", "all()"),
    Mutant(
        "another course's link", f"{VIEWS}.people:invitation_revoke", "course.invitations", "course.invitations.model"
    ),
    Mutant("everybody's log", f"{QUERIES}.log:entries", "LogEntry.objects.filter(course=course)", "LogEntry.objects"),
    Mutant(
        "somebody else's key",
        f"{VIEWS}.keys:revoke",
        "signed_in(request).api_keys",
        "signed_in(request).api_keys.model.objects",
    ),
    Mutant(
        "another course's team is shown",
        "teams.views.staffed_team:_staffed",
        "queries.student_teams(staffed_competition(request, slug))",
        "staffed_competition(request, slug) and Team",
    ),
    Mutant(
        "another course's team is changed",
        "teams.views.staffed_team:_led",
        "queries.student_teams(led_competition(request, slug))",
        "led_competition(request, slug) and Team",
    ),
    Mutant(
        "another course's link onto a team",
        "teams.actions.links:invitation_from",
        "pk=key, team__competition__slug=slug",
        "pk=key",
    ),
    Mutant(
        "team mates are known for ever",
        "teams.queries.members:members",
        "team=team, **TAKES_PART",
        "team=team",
    ),
    Mutant("no sign-in", SIGN_IN, "if request.user.is_authenticated:", "if True:"),
    Mutant("the demo's mail on a real site", f"{VIEWS}.demo:mail", "not settings.DEMO", "False"),
]


@pytest.fixture(scope="module")
def touches(world: World) -> dict[str, Touched]:
    """Which functions each route runs, tried by a few people once: so every mutant meets the routes it could spoil."""
    every = [asker for asker in (*people(world), *programs(world)) if asker.name.split("’")[0] in {"Alice", "Ingrid"}]

    def try_out(route: Route) -> None:
        for asker in askers(route, every):
            for target in islice(targets(world, route), 1):
                for method in ("GET", "POST"):
                    asker.browser.ask(method, target.address)

    return {route.name: touched_by(partial(try_out, route)) for route in routes() if not route.is_admin}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.what)
def test_a_removed_permission_is_caught(world: World, touches: dict[str, Touched], mutant: Mutant) -> None:
    spot = place(mutant.find())
    spoilt = [route for route in routes() if spot in touches.get(route.name, set())]
    assert spoilt, f"no route runs {mutant.where}"
    with mutant.alive():
        found = next(violations(world, spoilt), "")
    assert found, "the matrix saw nothing"
    assert "500" not in found, f"broken rather than open: {found}"
