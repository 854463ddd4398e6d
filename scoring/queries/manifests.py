from competition.models.competitions import Competition
from competition.queries.competitions import newest_rules
from scoring.models.keys import AnswerKey
from scoring.models.openings import Opening
from scoring.opening.archive.manifest import Answers, Manifest, PublicFile, SentFile
from scoring.queries.openings import opening_of

SETTINGS = (
    "title",
    "tagline",
    "description",
    "evaluation",
    "data_description",
    "accent",
    "daily_limit",
    "final_picks",
    "team_size",
    "digits",
    "selection_mode",
)


def manifest_of(competition: Competition) -> Manifest:
    opening, rules = opening_of(competition), newest_rules(competition)
    key = AnswerKey.objects.filter(competition=competition, active=True).first()
    dates = {name: getattr(competition, name) for name in Competition.DATES}
    return Manifest(
        slug=competition.slug,
        settings={name: getattr(competition, name) for name in SETTINGS},
        rules=rules.text if rules else "",
        dates={name: at.isoformat() if at else None for name, at in dates.items()},
        zone=competition.course.zone,
        first_day=competition.course.first_day.isoformat(),
        way=str(opening.way),
        understood=opening.understood,
        choices=opening.choices,
        made=opening.made if key else None,
        public=tuple(
            PublicFile(each.name, each.size, each.sha256, each.about) for each in competition.data_files.all()
        ),
        sent=sent_files(opening),
        answers=answers_of(key) if key else None,
    )


def sent_files(opening: Opening) -> tuple[SentFile, ...]:
    files = opening.files.all() if opening.pk else []
    return tuple(SentFile(file.role, file.name, file.size, file.sha256, file.expected) for file in files)


def answers_of(key: AnswerKey) -> Answers:
    return Answers(key.metric, key.parameters, key.columns, key.rows, key.size, key.sha256)
