"""What is secret until the close: which code leads to it, and what PostgreSQL itself refuses the web process."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from competition.actions.log import By
from competition.serving.rights import secret_tables, statements
from scoring.actions.previews.asking import ask
from scoring.actions.previews.filling import fill
from scoring.models.finals import FinalStanding, PreviewCopy
from scoring.models.keys import AnswerKey
from scoring.vault.models import SealedScore
from tests.competition.world import World, browser_of
from tests.factories import NOW
from tests.scoring.reveals import Contest
from tests.scoring.test_secret_files import TASKS, imported, importers, modules

WEB = "holdout_test_of_the_web"
VAULT = "scoring.vault"


def leading_to_the_vault() -> set[str]:
    """Over however many others. A task is the end: whoever rings for it does not run it."""
    found, news = set(), {f"{VAULT}.doors"}
    while news:
        found |= news
        reached = {name for name in news if not name.startswith(TASKS)}
        news = {name for module in reached for name in importers(module)} - found
    return found


def test_one_module_opens_the_vault() -> None:
    assert importers(f"{VAULT}.models") == {f"{VAULT}.doors"}


def test_only_what_a_worker_runs_leads_to_its_doors() -> None:
    rooms = {name.split(".")[1] for name in leading_to_the_vault()}
    assert rooms <= {"actions", "tasks", "vault", "management"}


def test_the_web_process_that_rings_does_not_load_the_vault() -> None:
    loaded = {name: imported(tree, when_loaded=True) for name, tree in modules() if name.startswith(TASKS)}
    assert {name for name, found in loaded.items() if found & leading_to_the_vault()} == set()


def test_nothing_in_the_database_leads_there_by_a_name() -> None:
    related = {model._meta.label: [one.name for one in model._meta.related_objects] for model in (AnswerKey,)}
    assert "sealedscore" not in str(related)
    assert secret_tables() == {SealedScore._meta.db_table}


@pytest.fixture
def contest(world: World) -> Contest:
    found = Contest(world)
    found.send(found.pair, 0.9, 0.4)
    found.send(found.solo, 0.5, 0.6)
    return found


@transaction.atomic
def delete_what_is_named(key: AnswerKey) -> None:
    AnswerKey.objects.filter(pk=key.pk)._raw_delete("default")
    connection.check_constraints()


@pytest.mark.django_db
def test_what_is_sealed_cannot_be_deleted_by_way_of_what_it_names(contest: Contest) -> None:
    """The delete does not look into the vault; the database refuses it."""
    with pytest.raises(IntegrityError):
        delete_what_is_named(contest.key)


@contextmanager
def as_the_web() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WEB}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def web_role(contest: Contest) -> None:
    """Made in the test's own transaction, and gone with it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {WEB}")
        for statement in statements(WEB, sees_secrets=False):
            cursor.execute(statement)
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}")


def refused(statement: str) -> str:
    try:
        with as_the_web(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refusal:
        return type(refusal.__cause__).__name__
    return ""


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.usefixtures("web_role")
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT value FROM vault_sealedscore",
        "SELECT count(*) FROM vault_sealedscore",
        "INSERT INTO vault_sealedscore (submission_id, key_id, problem) VALUES (1, 1, '')",
        "UPDATE vault_sealedscore SET value = 1",
        "DELETE FROM vault_sealedscore",
        "SELECT j.public_value FROM scoring_judgement j JOIN vault_sealedscore s USING (submission_id)",
    ],
)
def test_not_even_sql_gets_the_web_role_into_the_vault(statement: str) -> None:
    assert refused(statement) == "InsufficientPrivilege"


PAGES = ["board", "board-final", "board-csv", "submit", "team", "competition", "competition-data", "competition-rules"]
STAFF_PAGES = ["teach-submissions", "teach-board", "teach-answers", "teach-teams", "teach-competition", "board-reveal"]


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.usefixtures("web_role")
def test_the_web_role_needs_nothing_of_the_vault_for_any_page(contest: Contest) -> None:
    alice, ingrid = browser_of(contest.world.alice), browser_of(contest.world.ingrid)
    with as_the_web():
        found = {page: alice.get(reverse(page, args=["wines"])).status_code for page in PAGES}
        found |= {page: ingrid.get(reverse(page, args=["wines"])).status_code for page in STAFF_PAGES}
        ask(competition=contest.competition, by=By(contest.world.ingrid))
    assert found == dict.fromkeys([*PAGES, *STAFF_PAGES], 200)


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.usefixtures("web_role")
def test_what_a_worker_does_the_web_role_cannot(contest: Contest) -> None:
    preview = ask(competition=contest.competition, by=By(contest.world.ingrid))
    with as_the_web(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        fill(preview_pk=preview.pk)
    with time_machine.travel(contest.close.replace(year=NOW.year + 1), tick=False), as_the_web():
        with transaction.atomic():
            contest.reveal()
            transaction.set_rollback(True)
        assert FinalStanding.objects.count() == 0
    fill(preview_pk=preview.pk)
    assert len(PreviewCopy.objects.get().rows or {}) == 2
