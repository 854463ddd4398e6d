from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from competition.actions.log import By
from competition.management.people import person
from competition.models.competitions import Competition
from competition.models.courses import Course
from competition.queries.competitions import launch_checklist
from competition.rules.dates import REASON_NEEDED
from scoring.actions.course_file import apply_competition, apply_course, bring_in, publish_it
from scoring.forms.course_file import Wanted, held_against_the_site
from scoring.management.terminal import ProgressLine, agreed, checklist_lines
from scoring.opening.course_file.comparing import Section
from scoring.opening.course_file.reading import read_course_file
from scoring.opening.course_file.values import CourseFileError
from scoring.queries.course_export import course_as_toml
from scoring.queries.course_plan import moves_public_dates, plan

NOBODY = "Say in whose name: --as EMAIL, somebody whom the file names under staff.instructors."
OTHERS = "{email} is not named under staff.instructors. Add the address there, or name another one with --as."


class Command(BaseCommand):
    help = "A whole course from one TOML file: apply it, or write one for a course that is here."

    def add_arguments(self, parser: CommandParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        apply = tasks.add_parser("apply", help="show what the file would change, ask, and do it")
        apply.add_argument("file", metavar="FILE.toml", type=Path)
        apply.add_argument("--as", dest="email", metavar="EMAIL", help="the instructor in whose name it is done")
        apply.add_argument("--reason", default="", help="why dates of a published competition move")
        apply.add_argument("--yes", action="store_true", help="do not ask")
        apply.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        export = tasks.add_parser("export", help="print the course as such a file, without its people and data")
        export.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["task"] == "export":
                self.export(options["slug"])
            else:
                self.apply(options)
        except CourseFileError as error:
            raise CommandError(str(error)) from error

    def export(self, slug: str) -> None:
        course = Course.objects.filter(slug=slug).first()
        if course is None:
            raise CommandError(f"There is no course with the address {slug!r}.")
        self.stdout.write(course_as_toml(course), ending="")

    def apply(self, options: dict[str, Any]) -> None:
        wanted = held_against_the_site(read_course_file(options["file"]), timezone.now())
        sections = plan(wanted)
        self.stdout.writelines(f"{line}\n" for section in sections for line in section.lines())
        if not any(section.changes for section in sections):
            self.stdout.write("There is nothing to change.")
            return
        if options["dry_run"]:
            return
        by = self.by(wanted, sections, options["email"])
        if moves_public_dates(wanted) and not options["reason"].strip():
            raise CommandError(f"{REASON_NEEDED} Give it with --reason.")
        if not options["yes"] and not agreed("Do this?"):
            raise CommandError("Nothing was changed.")
        self.do(wanted, by, options["reason"])

    def by(self, wanted: Wanted, sections: list[Section], email: str | None) -> By:
        if email is None:
            if any(section.changes and section.in_a_name for section in sections):
                raise CommandError(NOBODY)
            return By(None)
        if email.lower() not in wanted.file.instructors:
            raise CommandError(OTHERS.format(email=email))
        return By(person(email))

    def do(self, wanted: Wanted, by: By, reason: str) -> None:
        course = apply_course(wanted=wanted, by=by)
        for each in wanted.competitions:
            now = timezone.now()
            competition = apply_competition(wanted=each, course=course, by=by, reason=reason, now=now)
            if each.part.data:
                with ProgressLine(self.stdout, each.part.slug) as told:
                    opening = bring_in(wanted=each, competition=competition, by=by, told=told)
                self.stdout.writelines(f"{line}\n" for line in checklist_lines(opening.checklist or []))
            if each.part.publish and not competition.published_at:
                self.publish(competition, by)
        self.stdout.write("Done.")

    def publish(self, competition: Competition, by: By) -> None:
        for item in launch_checklist(competition, timezone.now()):
            if not item.done:
                self.stdout.write(f"  open  {item.title}. {item.remedy}")
        publish_it(competition=competition, by=by, now=timezone.now())
        self.stdout.write(f"{competition.slug} is published.")
