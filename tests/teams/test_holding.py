"""What is held about people who play: in their own file, and in the superuser's pages."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model

from competition.actions.log import By
from competition.queries.personal_data import personal_data
from teams.actions.extending import extend
from teams.actions.leaving import leave
from teams.actions.links import invite
from tests.competition.world import browser_of
from tests.factories import NOW, make_user
from tests.teams.class_room import CLOSED, ClassRoom


def test_a_persons_own_file_names_the_teams_of_now_and_before(room: ClassRoom) -> None:
    team = room.founded(room.alice)
    room.joined(room.bob, team)
    leave(team=team, by=By(room.alice), now=NOW)
    room.founded(room.alice, "Larks")
    held = personal_data(room.alice, NOW)
    rows = [(row["competition_slug"], row["team_name"], row["captain"], row["left_at"]) for row in held["teams"]]
    assert rows == [("wines", "Night Owls", False, NOW), ("wines", "Larks", True, None)]
    assert [row["team_name"] for row in held["team_links_made"]] == ["Night Owls"]
    assert [row["team_name"] for row in personal_data(room.charlie, NOW)["teams"]] == []


@pytest.mark.parametrize("model", list(apps.get_app_config("teams").get_models()), ids=lambda model: model.__name__)
def test_the_superuser_reads_and_searches_every_model(room: ClassRoom, model: type[Model]) -> None:
    team = room.founded(room.alice)
    invite(team=team, by=By(room.alice), days=7, now=NOW)
    extend(team=team, by=room.staff, closes_at=CLOSED.replace(year=2027), reason="Ill.", now=NOW)
    assert admin.site.is_registered(model)
    client: Any = browser_of(make_user("Ruth", is_superuser=True))
    base = f"/admin/teams/{model._meta.model_name}/"
    row = model._default_manager.get()
    answers = [client.get(base + path) for path in ("", "?q=a", f"{row.pk}/change/")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
