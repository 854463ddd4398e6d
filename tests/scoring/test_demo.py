"""The demo: what a newcomer finds, and that nobody gets more of it than of any other competition."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from competition.actions.demo import load_demo
from competition.actions.keys import make_key
from competition.actions.log import By
from competition.files import shelf
from competition.models.competitions import Competition, RulesAcceptance
from competition.models.courses import Course, Enrolment
from competition.models.log import LogEntry
from competition.models.people import User
from competition.queries.competitions import launch_checklist
from scoring.actions.demo import EXAMPLES, Example
from scoring.actions.demo_class import TEAMS, UPLOADS
from scoring.judging.metrics.catalogue import METRICS
from scoring.models.boards import RankAt, Standing
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Opening
from scoring.opening.plan import State
from scoring.queries.openings import understood
from scoring.queries.standings import IN_ORDER
from scoring.shelves import answers

pytestmark = pytest.mark.django_db
WITH_DATA = [example.texts["slug"] for example in EXAMPLES]
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=WITH_DATA)


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once; nothing of it outlives the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        yield
        transaction.set_rollback(True)


def competition(example: Example) -> Competition:
    return Competition.objects.select_related("course", "opening").get(slug=example.texts["slug"])


def public_file(example: Example, name: str) -> list[dict[str, str]]:
    file = competition(example).data_files.get(name=name)
    return list(csv.DictReader(io.StringIO(shelf.path(file.sha256).read_text())))


def answer_file(example: Example) -> list[dict[str, str]]:
    key = AnswerKey.objects.get(competition=competition(example))
    return list(csv.DictReader(io.StringIO(answers.path(key.sha256).read_text())))


def test_there_is_a_course_with_a_past_an_open_and_a_coming_competition() -> None:
    now = timezone.now()
    phases = {
        each.slug: (each.published_at is not None, each.opens_at < now, each.closes_at < now)
        for each in Competition.objects.all()
    }
    assert phases == {
        "cells": (True, True, True),
        "digits": (True, True, False),
        "final-project": (False, False, False),
    }
    assert (Course.objects.count(), Enrolment.objects.count()) == (1, 13)


@every_example
def test_its_checklist_is_green(example: Example) -> None:
    opening = competition(example).opening
    assert opening.checklist is not None
    states = {item["id"]: item["state"] for item in opening.checklist}
    assert [item for item, state in states.items() if state == State.BAD] == []
    assert {item: states[item] for item in ("sample", "probes", "names", "texts")} == dict.fromkeys(
        ("sample", "probes", "names", "texts"), State.GOOD
    )


@every_example
def test_it_was_published_before_it_opened_with_nothing_left_to_do(example: Example) -> None:
    ours = competition(example)
    assert ours.published_at
    assert ours.published_at < ours.opens_at
    assert [item.title for item in launch_checklist(ours, ours.published_at) if not item.done] == []
    assert LogEntry.objects.filter(subject=ours.slug, action="competition published").count() == 1


@every_example
def test_what_was_chosen_is_what_would_have_been_guessed(example: Example) -> None:
    seen = understood(competition(example).opening)
    assert seen
    guessed = {name: guess.value for name, guess in seen.guesses.items()}
    chosen = competition(example).opening.chosen
    assert (guessed["metric"], guessed["id_column"], guessed["stratify"]) == (
        chosen.metric,
        chosen.id_column,
        chosen.stratify,
    )
    assert tuple(guessed["targets"]) == chosen.targets


@every_example
def test_the_class_gets_three_files_and_no_answers(example: Example) -> None:
    (target,) = example.choices.targets
    assert list(competition(example).data_files.order_by("name").values_list("name", flat=True)) == [
        "sample_submission.csv",
        "test.csv",
        "train.csv",
    ]
    train, test, sample = (public_file(example, f"{name}.csv") for name in ("train", "test", "sample_submission"))
    assert [*train[0]] == [*test[0], target]
    assert [*sample[0]] == ["id", target]
    assert len({row[target] for row in sample}) == 1
    assert [row["id"] for row in sample] == [row["id"] for row in test]
    assert {row["id"] for row in train} & {row["id"] for row in test} == set()


@every_example
def test_its_data_are_those_that_scikit_learn_carries(example: Example) -> None:
    (target,) = example.choices.targets
    answer = {row["id"]: row[target] for row in answer_file(example)}
    told = [
        *public_file(example, "train.csv"),
        *(row | {target: answer[row["id"]]} for row in public_file(example, "test.csv")),
    ]
    carried = list(csv.DictReader(io.StringIO(example.table().decode())))
    assert sorted([value for name, value in row.items() if name != "id"] for row in told) == sorted(
        [*row.values()] for row in carried
    )


@every_example
def test_everything_that_the_class_has_sent_is_judged(example: Example) -> None:
    judgements = Judgement.objects.filter(submission__competition=competition(example))
    states = Counter(judgements.values_list("state", flat=True))
    assert states == {"done": len(UPLOADS), "refused": 1}  # the sample's own line makes up for the refused file


@every_example
def test_teams_and_the_sample_are_on_the_board(example: Example) -> None:
    lines = Standing.objects.filter(key__competition=competition(example), late=False)
    names = {(line.team.name, line.benchmark) for line in lines.select_related("team")}
    assert names == {(players.name, False) for players in TEAMS} | {("Sample submission", True)}


def test_the_one_that_is_over_has_its_results_and_the_open_one_has_none() -> None:
    ranks = {each.slug: list(each.final_standings.values_list("rank", flat=True)) for each in Competition.objects.all()}
    assert ranks == {"cells": [1, 2, 3, 4, 5, None], "digits": [], "final-project": []}


def test_the_open_one_moved_within_a_day() -> None:
    before = dict(RankAt.objects.filter(key__competition__slug="digits").values_list("team__name", "rank"))
    lines = Standing.objects.filter(key__competition__slug="digits", benchmark=False, late=False)
    now = [line.team.name for line in lines.select_related("team").order_by(*IN_ORDER)]
    assert sorted(before, key=lambda name: before[name]) != now


def test_the_evaluation_text_says_what_the_metric_is() -> None:
    for example in EXAMPLES:
        metric = METRICS[example.choices.metric]
        assert f"**{metric.title}**: {metric.sentence}" in competition(example).evaluation


def read_by(who: str) -> dict[str, bytes]:
    """Every page and file to which links lead, and what a program of theirs gets. Not what they have sent in: whoever
    predicts well has many answers in a file."""
    user, client = User.objects.get(email=f"{who}@example.org"), Client()
    client.force_login(user)
    waiting, read = ["/"], {}
    while waiting:
        path = waiting.pop()
        read[path] = client.get(path, follow=True).getvalue()
        found = {link.split("#")[0] for link in re.findall(r'href="(/[^"]*)"', read[path].decode())}
        waiting += [
            link
            for link in sorted(found - {*waiting, *read})
            if not re.match("/(static|account/logout)|.*/file/$", link)
        ]
    _, secret = make_key(user=user, by=By(user), name="laptop", scopes=["read"], expires_at=None)
    for path in ("/api/v2/competitions", *(f"/api/v2/competitions/{slug}/files" for slug in WITH_DATA)):
        read[path] = client.get(path, HTTP_AUTHORIZATION=f"Bearer {secret}").getvalue()
    return read


@pytest.fixture(scope="module")
def read_by_the_captain(demo: None, django_db_blocker: DjangoDbBlocker) -> dict[str, bytes]:
    with django_db_blocker.unblock():
        return read_by("captain")


def test_a_student_reads_the_pages_and_the_files(read_by_the_captain: dict[str, bytes]) -> None:
    wanted = {f"/c/{slug}/data/" for slug in WITH_DATA} | {"/", "/c/digits/", "/c/digits/rules/"}
    assert wanted - read_by_the_captain.keys() == set()
    assert len([path for path in read_by_the_captain if re.match("/c/.*/data/.*csv$", path)]) == 6
    assert b"train.csv" in read_by_the_captain["/api/v2/competitions/digits/files"]


@every_example
def test_no_answer_is_on_any_page(example: Example, read_by_the_captain: dict[str, bytes]) -> None:
    """A test row's id, and soon after it what is true of it, each a word or a number of its own: a form's token, which
    is drawn anew for each page, may hold both, and 0 is not what 0.63 says. The files were looked at above. How a file
    must look is told by lines of the sample submission, which says the same of all rows, and so is right about some."""
    (target,) = example.choices.targets
    guessed = public_file(example, "sample_submission.csv")[0][target]
    answers_wanted = [row for row in answer_file(example) if row[target] != guessed]
    pairs = "|".join(rf"{row['id']}\b\D{{1,40}}\b{row[target]}" for row in answers_wanted)
    told = re.compile(rf"(?<![\w,.])(?:{pairs})(?!\w|\.\d)".encode())
    pages = {path: content for path, content in read_by_the_captain.items() if not path.endswith(".csv")}
    assert [(path, told.findall(content)) for path, content in pages.items() if told.search(content)] == []


def test_nothing_that_a_student_reads_names_what_lies_with_the_answers(read_by_the_captain: dict[str, bytes]) -> None:
    public = set(Competition.objects.values_list("data_files__sha256", flat=True))
    secret = {*AnswerKey.objects.values_list("sha256", flat=True), *InboxFile.objects.values_list("sha256", flat=True)}
    words = [*(secret - public), *(f"{slug}.csv" for slug in WITH_DATA), "one_row_short", "Usage"]
    assert [
        (path, word) for path, content in read_by_the_captain.items() for word in words if word.encode() in content
    ] == []


def test_a_database_that_holds_anybody_is_left_alone() -> None:
    before = (User.objects.count(), Opening.objects.count(), LogEntry.objects.count(), RulesAcceptance.objects.count())
    told = io.StringIO()
    call_command("prepare", stdout=told)
    assert "demo" not in told.getvalue()
    after = (User.objects.count(), Opening.objects.count(), LogEntry.objects.count(), RulesAcceptance.objects.count())
    assert after == before
