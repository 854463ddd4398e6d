from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from competition import access
from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.management.people import person
from competition.models.competitions import Competition
from competition.models.courses import Course
from scoring.actions.archives import export_competition, import_competition
from scoring.actions.openings.foreground import finish_jobs
from scoring.management.terminal import ProgressLine, checklist_lines
from scoring.opening.archive.manifest import ArchiveError
from scoring.queries.openings import opening_of

WARNING = "The answers are in it: keep it where only people who teach can read it."


class Command(BaseCommand):
    help = "One competition as one archive: texts, settings, rules, files and answers, without people and submissions."

    def add_arguments(self, parser: CommandParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        out = tasks.add_parser("export", help="write the archive of a competition")
        out.add_argument("slug", help="the competition's address")
        out.add_argument("--to", metavar="FILE", type=Path, required=True)
        out.add_argument("--as", dest="email", metavar="EMAIL", help="in whose name; otherwise the command line's")
        back = tasks.add_parser("import", help="make a draft from an archive")
        back.add_argument("file", metavar="FILE", type=Path)
        back.add_argument("--course", metavar="SLUG", required=True, help="the address of the course that gets it")
        back.add_argument("--address", metavar="NEW", default="", help="the competition's address here")
        back.add_argument("--as", dest="email", metavar="EMAIL", required=True, help="an instructor of that course")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["task"] == "export":
                self.export(options)
            else:
                self.take_in(options)
        except ArchiveError as error:
            raise CommandError(f"{options.get('file') or options.get('to')}: {error}") from error
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal

    def export(self, options: dict[str, Any]) -> None:
        competition = Competition.objects.filter(slug=options["slug"]).select_related("course").first()
        if competition is None:
            raise CommandError(f"There is no competition with the address {options['slug']!r}.")
        by = By(person(options["email"])) if options["email"] else By(None)
        with ProgressLine(self.stdout, competition.slug) as told:
            size = export_competition(competition=competition, by=by, to=options["to"], told=told)
        self.stdout.write(f"{options['to']} holds {competition.slug} in {size:,} bytes. {WARNING}")

    def take_in(self, options: dict[str, Any]) -> None:
        course = Course.objects.filter(slug=options["course"]).first()
        if course is None:
            raise CommandError(f"There is no course with the address {options['course']!r}.")
        user = person(options["email"])
        if not access.leads(user, course):
            raise CommandError(f"{user.username} does not lead {course.slug}. Name an instructor of it.")
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        with ProgressLine(self.stdout, course.slug) as told:
            competition = import_competition(
                archive=options["file"], course=course, by=By(user), slug=options["address"], told=told
            )
            finish_jobs(opening=opening_of(competition), told=told)
        self.stdout.writelines(f"{line}\n" for line in checklist_lines(opening_of(competition).checklist or []))
        self.stdout.write(f"{competition.slug} is a draft of {course.slug} now. Look at its dates, then publish it.")
