"""What the demo's class has sent in so far. Its files take the way of all files and are judged on the spot: no worker
runs yet, and none is needed."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from competition.actions.log import By
from competition.files import shelf
from competition.loading import Demo
from competition.models.competitions import Competition
from competition.models.people import User
from competition.uploads import ReceivedFile
from scoring.actions.brackets import draw_brackets
from scoring.actions.judging.working import judge_one
from scoring.actions.picks import pick
from scoring.actions.ranks import keep_ranks
from scoring.actions.submitting import submit
from scoring.actions.unsealing import reveal
from scoring.models.judgements import Judgement
from scoring.models.submissions import Submission
from scoring.opening.demo_models import model_files
from scoring.queries.keys import active_key
from teams.actions.founding import found_for
from teams.models.teams import Team

A_DAY = timedelta(days=1)
JUDGED_WITHIN = timedelta(milliseconds=80)


@dataclass(frozen=True)
class Players:
    name: str
    people: tuple[str, ...]  # the first leads


@dataclass(frozen=True)
class Upload:
    """`share` of the time from the opening to now, or to the close, had gone by."""

    players: Players
    share: float
    file: str
    note: str = ""
    picked: bool = False


DESCENT = Players("Gradient Descent", ("captain", "member"))
FOREST = Players("Rival Forest", ("rival",))
EMIL = Players("Nearest and Dearest", ("emil",))
FARAH = Players("Two Left Feet", ("farah", "hana"))
GORAN = Players("Learning Rate", ("goran",))
TEAMS = (DESCENT, FOREST, EMIL, FARAH, GORAN)
SAMPLE, UNFINISHED = "sample_submission.csv", "unfinished.csv"
UPLOADS = (
    Upload(DESCENT, 0.05, SAMPLE, note="Trying out the way in."),
    Upload(FOREST, 0.10, "decision_tree.csv"),
    Upload(EMIL, 0.18, UNFINISHED),
    Upload(EMIL, 0.181, "nearest_neighbours.csv"),
    Upload(DESCENT, 0.25, "naive_bayes.csv", note="Naive Bayes as it comes."),
    Upload(GORAN, 0.33, "naive_bayes.csv"),
    Upload(FARAH, 0.42, "decision_tree.csv"),
    Upload(FOREST, 0.50, "random_forest.csv"),
    Upload(DESCENT, 0.62, "logistic_regression.csv", note="Standardised first.", picked=True),
    Upload(FARAH, 0.71, "logistic_regression.csv"),
    Upload(GORAN, 0.95, "decision_tree.csv"),
    Upload(DESCENT, 0.97, "random_forest.csv", note="A hundred trees."),
    Upload(FARAH, 0.98, "nearest_neighbours.csv"),
)


def send_in(demo: Demo, competition: Competition) -> None:
    competition.refresh_from_db()  # it was published a moment ago
    for own_line in competition.submissions.all():
        judge_now(own_line, own_line.received_at)
    teams = dict(_teams(demo, competition))
    files = _files(competition)
    end = min(demo.now, competition.closes_at)
    span = end - competition.opens_at
    timed = [(competition.opens_at + upload.share * span, upload) for upload in UPLOADS]
    _send_and_judge(demo, teams, files, [each for each in timed if each[0] < demo.now - A_DAY])
    keep_ranks(now=demo.now - A_DAY)
    _send_and_judge(demo, teams, files, [each for each in timed if each[0] >= demo.now - A_DAY])
    if key := active_key(competition):
        draw_brackets(key_pk=key.pk)
    reveal(competition_pk=competition.pk)


def _teams(demo: Demo, competition: Competition) -> Iterable[tuple[Players, Team]]:
    by, founded = By(demo.people["instructor"]), competition.opens_at
    for players in TEAMS:
        users = [demo.people[person] for person in players.people]
        enrolments = [demo.course.enrolments.get(user=user) for user in users]
        yield players, found_for(competition=competition, by=by, name=players.name, enrolments=enrolments, now=founded)


def _files(competition: Competition) -> Mapping[str, bytes]:
    public = {file.name: shelf.path(file.sha256).read_bytes() for file in competition.data_files.all()}
    models = model_files(public["train.csv"], public["test.csv"])
    unfinished = b"".join(models["nearest_neighbours.csv"].splitlines(keepends=True)[:-3])
    return {**models, SAMPLE: public[SAMPLE], UNFINISHED: unfinished}


def _send_and_judge(
    demo: Demo, teams: Mapping[Players, Team], files: Mapping[str, bytes], timed: Sequence[tuple[datetime, Upload]]
) -> None:
    for at, upload in timed:
        author = demo.people[upload.players.people[0]]
        sent = _send(teams[upload.players], author, upload, files[upload.file], at)
        judge_now(sent, at)
        if upload.picked and demo.now < sent.competition.closes_at:
            pick(submission=sent, by=By(author))


def _send(team: Team, author: User, upload: Upload, content: bytes, at: datetime) -> Submission:
    with closing(ReceivedFile(upload.file, "text/csv", None, None)) as received:
        received.receive(content)
        sent = submit(
            team=team,
            by=By(author),
            upload=received,
            file_name=upload.file,
            request_id=f"demo-{upload.share}",
            note=upload.note,
            now=at,
        )
    return sent.submission


def judge_now(submission: Submission, at: datetime) -> None:
    """And as if a worker had done it then."""
    for judgement in submission.judgements.all():
        judge_one(judgement_pk=judgement.pk)
    Judgement.objects.filter(submission=submission).update(
        queued_at=at, begun_at=at + JUDGED_WITHIN / 4, ended_at=at + JUDGED_WITHIN
    )
