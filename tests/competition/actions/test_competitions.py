from datetime import timedelta

import pytest

from competition.actions.competitions import change_rules, change_texts, move_dates, publish, unpublish
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Announcement, Competition, DataFile, DateChange, RulesVersion
from competition.models.courses import Course, Role
from competition.models.log import LogEntry
from competition.models.running import OutgoingMail
from tests.factories import NOW, accept_rules, enrol, make_checked_opening, make_competition, make_course, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ingrid(course: Course) -> By:
    user = make_user("Ingrid")
    enrol(user, course, Role.INSTRUCTOR)
    return By(user)


@pytest.fixture
def wines(course: Course, ingrid: By) -> Competition:
    return make_competition(course)


def ready(competition: Competition) -> Competition:
    Competition.objects.filter(pk=competition.pk).update(evaluation="Accuracy.", published_at=None)
    DataFile.objects.create(competition=competition, name="train.csv", size=1, sha256="0" * 64)
    competition.refresh_from_db()
    make_checked_opening(competition)
    return competition


def actions() -> list[str]:
    return list(LogEntry.objects.order_by("id").values_list("action", flat=True))


def test_moving_a_published_date_needs_a_reason(wines: Competition, ingrid: By) -> None:
    with pytest.raises(RefusedError):
        move_dates(competition=wines, by=ingrid, dates={"closes_at": NOW + timedelta(days=30)}, reason=" ", now=NOW)
    wines.refresh_from_db()
    assert wines.closes_at == NOW + timedelta(days=20)
    assert actions() == []


def test_a_moved_date_keeps_its_old_value_and_tells_the_class(wines: Competition, ingrid: By, course: Course) -> None:
    alice = make_user("Alice")
    enrol(alice, course)
    later = NOW + timedelta(days=30)
    move_dates(competition=wines, by=ingrid, dates={"closes_at": later}, reason="The cluster was down.", now=NOW)
    change = DateChange.objects.get()
    assert (change.field, change.before, change.after, change.reason) == (
        "closes_at",
        NOW + timedelta(days=20),
        later,
        "The cluster was down.",
    )
    announcement = Announcement.objects.get()
    assert announcement.title == "Dates have moved"
    assert announcement.text == (
        "- Closes: was Tue 3 Nov 2026, 09:00 CST, is now Fri 13 Nov 2026, 09:00 CST\n\nReason: The cluster was down."
    )
    assert list(OutgoingMail.objects.values_list("to", "subject")) == [
        ("alice@example.org", "Wine cultivars: Dates have moved")
    ]
    assert actions() == ["dates moved"]


def test_a_drafts_dates_move_without_a_word(wines: Competition, ingrid: By) -> None:
    Competition.objects.update(published_at=None)
    move_dates(competition=wines, by=ingrid, dates={"closes_at": NOW + timedelta(days=30)}, reason="", now=NOW)
    assert (DateChange.objects.count(), Announcement.objects.count(), actions()) == (0, 0, ["dates moved"])


def test_dates_saved_unchanged_write_nothing(wines: Competition, ingrid: By) -> None:
    move_dates(competition=wines, by=ingrid, dates={"closes_at": wines.closes_at}, reason="", now=NOW)
    assert actions() == []


def test_published_rules_are_never_rewritten(wines: Competition, ingrid: By) -> None:
    change_rules(competition=wines, by=ingrid, text="Play very fair.", now=NOW)
    assert list(RulesVersion.objects.values_list("number", "text")) == [(2, "Play very fair."), (1, "Play fair.")]


def test_a_drafts_rules_are_edited_in_place(wines: Competition, ingrid: By) -> None:
    Competition.objects.update(published_at=None)
    change_rules(competition=wines, by=ingrid, text="Play very fair.", now=NOW)
    assert list(RulesVersion.objects.values_list("number", "text")) == [(1, "Play very fair.")]


def test_the_same_rules_saved_again_are_no_new_version(wines: Competition, ingrid: By) -> None:
    change_rules(competition=wines, by=ingrid, text="Play fair.", now=NOW)
    assert RulesVersion.objects.count() == 1
    assert actions() == []


def test_publishing_names_what_is_still_open(wines: Competition, ingrid: By) -> None:
    Competition.objects.update(published_at=None)
    with pytest.raises(RefusedError) as refusal:
        publish(competition=wines, by=ingrid, now=NOW)
    assert str(refusal.value) == (
        "Not published yet. Still open: says how a file is scored, has files to work on, "
        "its data are in place and checked."
    )


def test_a_ready_competition_is_published_once(wines: Competition, ingrid: By) -> None:
    for _ in range(2):
        publish(competition=ready(wines) if not actions() else wines, by=ingrid, now=NOW)
    wines.refresh_from_db()
    assert wines.published_at == NOW
    assert actions() == ["competition published"]


def test_publication_can_be_undone_until_somebody_has_begun(wines: Competition, ingrid: By) -> None:
    unpublish(competition=wines, by=ingrid)
    wines.refresh_from_db()
    assert wines.published_at is None


def test_publication_stays_once_the_rules_are_accepted(wines: Competition, ingrid: By, course: Course) -> None:
    alice = make_user("Alice")
    enrol(alice, course)
    accept_rules(alice, wines)
    with pytest.raises(RefusedError):
        unpublish(competition=wines, by=ingrid)


def test_changed_texts_log_only_what_changed(wines: Competition, ingrid: By) -> None:
    change_texts(competition=wines, by=ingrid, values={"tagline": "Taste.", "title": wines.title})
    entry = LogEntry.objects.get()
    assert (entry.before, entry.after) == (
        {"tagline": "Tell three cultivars apart by their chemistry."},
        {"tagline": "Taste."},
    )


def test_changed_rules_are_told_to_the_class(wines: Competition, ingrid: By, course: Course) -> None:
    enrol(make_user("Alice"), course)
    change_rules(competition=wines, by=ingrid, text="Play very fair.", now=NOW)
    announcement = Announcement.objects.get()
    assert (announcement.title, announcement.text) == (
        "The rules have changed",
        "Version 2 holds from now on. Read it and accept it under Rules; until then the files are closed.",
    )
    assert list(OutgoingMail.objects.values_list("to", "subject")) == [
        ("alice@example.org", "Wine cultivars: The rules have changed")
    ]


def test_a_drafts_rules_are_told_to_nobody(wines: Competition, ingrid: By) -> None:
    Competition.objects.update(published_at=None)
    change_rules(competition=wines, by=ingrid, text="Play very fair.", now=NOW)
    assert Announcement.objects.count() == 0
