from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.utils import timezone

from competition.models.competitions import Competition
from competition.models.people import User
from scoring.models.boards import Board, BoardSettings, RankAt, Standing
from scoring.models.claimable import WorkState
from scoring.models.finals import FinalStanding, Pick, PreviewCopy, Reveal
from scoring.models.judgements import Judgement
from scoring.models.keys import AnswerKey
from scoring.models.openings import InboxFile, Job, Opening
from scoring.models.probes import ProbeWatch, Suspicion, Trace
from scoring.models.rescorings import DarkChain, KeyProposal, Rescoring
from scoring.models.submissions import Voiding
from teams.models.teams import Team
from tests.competition.world import browser_of
from tests.factories import make_submission, make_user
from tests.scoring.openings import make_job

pytestmark = pytest.mark.django_db
SECRETS = ["4711471147114711", "a" * 64, "b" * 64, "c" * 32, "d" * 64, "0.27182818"]


@pytest.fixture
def everything() -> None:
    job = make_job(token="c" * 32)
    opening, teacher = job.opening, job.asked_by
    Opening.objects.filter(pk=opening.pk).update(choices={"seed": 4711471147114711})
    InboxFile.objects.create(opening=opening, role="labelled", name="a.csv", size=4, sha256="a" * 64, sent_by=teacher)
    key = AnswerKey.objects.create(
        competition=opening.competition, version=1, size=3, sha256="b" * 64, metric="accuracy", made_by=teacher
    )
    played(opening.competition, key, teacher)


def played(competition: Competition, key: AnswerKey, teacher: User) -> None:
    """One of everything that comes after the opening."""
    now = timezone.now()
    team = Team.objects.create(competition=competition, name="Pair")
    sent = make_submission(team, teacher, state=WorkState.QUEUED)
    Judgement.objects.create(submission=sent, key=key, token="c" * 32)
    Voiding.objects.create(submission=sent, reason="A joke.", by=teacher)
    Pick.objects.create(team=team, slot=1, submission=sent, picked_by=teacher)
    BoardSettings.objects.create(competition=competition)
    Board.objects.create(key=key)
    shown = {"reached_at": now, "last_at": now, "entries": 1, "submission": sent}
    Standing.objects.create(key=key, team=team, value=0.5, order=-0.5, **shown)
    RankAt.objects.create(key=key, team=team, hour=now, rank=1)
    Reveal.objects.create(competition=competition, key=key, token="c" * 32)
    FinalStanding.objects.create(competition=competition, team=team, position=1)
    PreviewCopy.objects.create(
        competition=competition, viewer=teacher, gone_at=now, token="c" * 32, rows={str(sent.pk): {"value": 0.27182818}}
    )
    asked = {"competition": competition, "replaces": key, "reason": "Two labels were wrong.", "asked_by": teacher}
    rescoring = Rescoring.objects.create(key=key, **asked)
    DarkChain.objects.create(rescoring=rescoring)
    Suspicion.objects.create(submission=sent, kind=Trace.COPY, strength=1.0, other=sent)
    ProbeWatch.objects.create(competition=competition, submission=sent)
    KeyProposal.objects.create(metric="accuracy", sha256="d" * 64, token="c" * 32, **asked)


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
        "keyproposal/?sha256__startswith=dd",
        "judgement/?token__startswith=cc",
        "judgement/?key__sha256__startswith=bb",
        "previewcopy/?rows__1__value__gt=0.2",
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
        KeyProposal.objects.get().sha256,
        next(str(row["value"]) for row in (PreviewCopy.objects.get().rows or {}).values()),
    ] == SECRETS
