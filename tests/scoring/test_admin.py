from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model

from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Job, Opening
from tests.competition.world import browser_of
from tests.factories import make_user
from tests.scoring.openings import make_job

pytestmark = pytest.mark.django_db
SECRETS = ["4711471147114711", "a" * 64, "b" * 64, "c" * 32]


@pytest.fixture
def everything() -> None:
    job = make_job(token="c" * 32)
    opening, teacher = job.opening, job.asked_by
    Opening.objects.filter(pk=opening.pk).update(choices={"seed": 4711471147114711})
    InboxFile.objects.create(opening=opening, role="labelled", name="a.csv", size=4, sha256="a" * 64, sent_by=teacher)
    AnswerKey.objects.create(competition=opening.competition, version=1, size=3, sha256="b" * 64, made_by=teacher)


@pytest.mark.parametrize("model", list(apps.get_app_config("scoring").get_models()), ids=lambda model: model.__name__)
def test_every_model_is_read_and_searched_and_shows_no_secret(everything: None, model: type[Model]) -> None:
    assert admin.site.is_registered(model)
    client: Any = browser_of(make_user("Ruth", is_superuser=True))
    row = model._default_manager.get()
    base = f"/admin/scoring/{model._meta.model_name}/"
    answers = [client.get(base + path) for path in ("", "?q=a", f"{row.pk}/change/")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [secret for secret in SECRETS for answer in answers if secret in answer.content.decode()] == []


@pytest.mark.parametrize(
    "guess",
    [
        "opening/?choices__seed__startswith=47",
        "inboxfile/?sha256__startswith=aa",
        "answerkey/?sha256__startswith=bb",
        "job/?token__startswith=cc",
        "job/?opening__choices__seed__startswith=47",
    ],
)
def test_what_is_not_shown_is_not_found_out_by_filtering(everything: None, guess: str) -> None:
    client: Any = browser_of(make_user("Ruth", is_superuser=True))
    assert client.get(f"/admin/scoring/{guess}").status_code == 400


def test_there_is_something_that_could_leak(everything: None) -> None:
    job = Job.objects.get()
    assert job.opening.choices is not None
    assert [
        str(job.opening.choices["seed"]),
        InboxFile.objects.get().sha256,
        AnswerKey.objects.get().sha256,
        job.token,
    ] == SECRETS
