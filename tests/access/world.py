"""Two courses side by side, and everybody who could ask for a page of either: what may leak is all here to leak."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from competition.actions.invitations import invitation_token
from competition.actions.keys import digest
from competition.actions.log import By, record
from competition.actions.roster import stage_roster
from competition.files import shelf
from competition.models.competitions import Announcement, Competition, DataFile, RulesVersion
from competition.models.courses import Course, Enrolment, Invitation, Role, RosterImport
from competition.models.keys import ApiKey, Scope
from competition.models.people import User
from scoring.models.openings import InboxFile
from scoring.models.rescorings import Rescoring, RescoringState
from scoring.models.submissions import Submission
from teams.actions.links import SIGNER
from teams.models.teams import Extension, Team, TeamInvitation
from tests.access.cast import (
    ACCEPTED,
    ACCEPTED_BEFORE,
    AWAY,
    CAST,
    CLOSED_ACCOUNTS,
    HOME,
    STATES_OF,
    SUPERUSERS,
    TEAMS,
    leaders_of,
    mates_of,
    members_of,
    staff_of,
)
from tests.access.openings import Opened
from tests.access.passkeys import passkey
from tests.access.playing import Played
from tests.access.secrets import Secrets
from tests.factories import (
    NOW,
    accept_rules,
    enrol,
    make_competition,
    make_course,
    make_rescoring,
    make_team,
    make_user,
)
from tests.sessions import signed_in


@dataclass
class World:
    secrets: Secrets = field(default_factory=Secrets)
    users: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    competitions: dict[tuple[str, str], Competition] = field(default_factory=dict)
    data_files: dict[tuple[str, str], DataFile] = field(default_factory=dict)
    inbox_files: dict[tuple[str, str], InboxFile] = field(default_factory=dict)
    rescorings: dict[tuple[str, str], Rescoring] = field(default_factory=dict)
    submissions: dict[tuple[str, str], Submission] = field(default_factory=dict)
    refused_submissions: dict[tuple[str, str], Submission] = field(default_factory=dict)
    enrolments: dict[tuple[str, str], Enrolment] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    open_invitations: dict[str, Invitation] = field(default_factory=dict)
    roster_imports: dict[str, RosterImport] = field(default_factory=dict)
    announcements: dict[str, Announcement] = field(default_factory=dict)
    teams: dict[tuple[str, str], Team] = field(default_factory=dict)
    team_links: dict[tuple[str, str], TeamInvitation] = field(default_factory=dict)
    api_keys: dict[str, ApiKey] = field(default_factory=dict)
    key_secrets: dict[str, str] = field(default_factory=dict)
    authenticators: dict[str, Authenticator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for person in CAST:
            self._add_person(person)
        for slug in (HOME, AWAY):
            self._add_course(slug)
        for person in CAST:
            self._add_things_of_a_person(person)

    def token(self, course: str, *, addressed: bool) -> str:
        return invitation_token((self.invitations if addressed else self.open_invitations)[course])

    def team_token(self, place: tuple[str, str]) -> str:
        return SIGNER.sign(str(self.team_links[place].pk))

    # --- People ---

    def _readers(self, person: str) -> set[str]:
        """The person, and the staff of every course that ever knew the person."""
        return {person} | {reader for course in CAST[person] for reader in staff_of(course)}

    def _companions(self, person: str) -> set[str]:
        """Everybody who meets the person in a course, now or before."""
        return {person} | {reader for course in CAST[person] for reader in members_of(course)}

    def _known_by_name(self, person: str) -> set[str]:
        taught = {reader for course in CAST[person] if person in staff_of(course) for reader in members_of(course)}
        return self._readers(person) | taught

    def _add_person(self, person: str) -> None:
        mark = self.secrets.mark
        name = f"{person} {mark(f'{person}’s name', 'name', self._known_by_name(person))}"
        user = make_user(
            person,
            name=name,
            alias=mark(f"{person}’s alias", "alias", self._companions(person)),
            is_superuser=person in SUPERUSERS,
            is_active=person not in CLOSED_ACCOUNTS,
        )
        user.email = f"{mark(f'{person}’s e-mail address', 'email', self._readers(person))}@example.org"
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        self.users[person] = user
        self.sessions[person] = signed_in(user)

    def _add_things_of_a_person(self, person: str) -> None:
        only = {person}
        user = self.users[person]
        secret = self.secrets.mark(f"{person}’s API key", "key", ())
        self.key_secrets[person] = secret
        self.api_keys[person] = ApiKey.objects.create(
            user=user,
            name=self.secrets.mark(f"the name of {person}’s API key", "key name", only),
            beginning="beginnin",
            digest=digest(secret),
            scopes=[Scope.READ, Scope.SUBMIT],
        )
        self.authenticators[person] = Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.WEBAUTHN,
            data={
                "name": self.secrets.mark(f"the name of {person}’s passkey", "passkey", only),
                "credential": passkey(person),
            },
        )

    # --- Courses ---

    def _add_course(self, slug: str) -> None:
        mark, members, staff = self.secrets.mark, members_of(slug), staff_of(slug)
        code, title = mark(f"code of {slug}", "course", members), mark(f"title of {slug}", "course", members)
        self.courses[slug] = make_course(slug, code=f"CS {code}", title=f"Learning {title}", mail_domain="uni.example")
        for person, roles in CAST.items():
            if slug in roles:
                self._enrol(person, slug, roles[slug])
        lead = self.users["Ingrid" if slug == HOME else "Olga"]
        address = "203.0.113.9" if slug == HOME else "198.51.100.9"
        by = By(lead, self.secrets.fixed(address, f"address in {slug}’s log", "address", staff))
        for state in STATES_OF[slug]:
            self._add_competition(slug, state, lead)
        self._announce(slug, lead)
        invited = f"{mark(f'address invited to {slug}', 'email', staff)}@example.org"
        fields = {"course": self.courses[slug], "created_by": lead, "expires_at": NOW + timedelta(days=7)}
        self.invitations[slug] = Invitation.objects.create(email=invited, **fields)
        self.open_invitations[slug] = Invitation.objects.create(most_uses=30, **fields)
        self.roster_imports[slug] = self._stage_roster(slug, by)
        subject = mark(f"line in {slug}’s log", "log", staff)
        record(by=by, action="competition changed", subject=subject, course=self.courses[slug], after={"limit": 5})

    def _enrol(self, person: str, slug: str, role: str) -> None:
        mark, staff = self.secrets.mark, staff_of(slug)
        readers = members_of(slug) if person in staff else {person, *staff}
        known = readers | mates_of(person, slug)
        fields = {
            "name": f"{person} {mark(f'{person}’s name on the roster of {slug}', 'name', known)}",
            "roster_id": mark(f"{person}’s roster id in {slug}", "roster id", {person, *staff}),
            "section": mark(f"{person}’s section in {slug}", "section", {person, *staff}),
        }
        self.enrolments[person, slug] = enrol(
            self.users[person], self.courses[slug], Role(role.lstrip("-")), active=not role.startswith("-"), **fields
        )

    def _add_competition(self, slug: str, state: str, lead: User) -> None:
        mark, staff = self.secrets.mark, staff_of(slug)
        readers = staff if state == "draft" else members_of(slug)
        days = {"open": 0, "draft": 0, "upcoming": 15, "closed": -30}[state]
        shift = timedelta(days=days)
        made = make_competition(
            self.courses[slug],
            f"{state}-{slug}",
            title=mark(f"title of the {state} competition of {slug}", "competition", readers),
            description=mark(f"description of the {state} competition of {slug}", "competition", readers),
            evaluation="Accuracy.",
            opens_at=NOW - timedelta(days=10) + shift,
            teams_lock_at=NOW + timedelta(days=10) + shift,
            closes_at=NOW + timedelta(days=20) + shift,
            published_at=None if state == "draft" else NOW - timedelta(days=60),
        )
        self.competitions[slug, state] = made
        RulesVersion.objects.filter(competition=made).update(
            text=mark(f"rules of the {state} competition of {slug}", "competition", readers)
        )
        for person in ACCEPTED_BEFORE.get(state, set()):
            accept_rules(self.users[person], made)
            text = mark(f"second rules of the {state} competition of {slug}", "competition", readers)
            RulesVersion.objects.create(competition=made, number=2, text=text, changed_by=lead)
        accepted = ACCEPTED[state] & members_of(slug)
        for person in accepted:
            accept_rules(self.users[person], made)
        have_data = staff | (accepted if state in {"open", "closed"} else set())
        self.data_files[slug, state] = self._add_data(made, f"{state} data of {slug}", have_data)
        opened = Opened(self.secrets, made, lead, leaders=leaders_of(slug), staff=staff, have_data=have_data)
        self.inbox_files[slug, state] = opened.file
        why = mark(f"why the {state} competition of {slug} was to be scored again", "rescoring", staff)
        self.rescorings[slug, state] = make_rescoring(made, lead, why, RescoringState.DROPPED)
        for people in TEAMS[slug]:
            self._add_team(made, people, lead, readers)
        self._play(made, readers)

    def _play(self, competition: Competition, readers: set[str]) -> None:
        course = competition.course.slug
        teams = dict(zip(TEAMS[course], competition.teams.order_by("pk"), strict=True))
        close = {
            team.pk: {person for mate in people for person in mates_of(mate, course)} | staff_of(course)
            for people, team in teams.items()
        }
        played = Played(self.secrets, competition, close=close, readers=readers)
        state = competition.slug.removesuffix(f"-{course}")
        for people, team in teams.items():
            scored, refused = played.send_all(team, self.users[people[0]])
            self.submissions.setdefault((course, state), scored)
            self.refused_submissions.setdefault((course, state), refused)
        played.settle()

    def _add_team(self, competition: Competition, people: tuple[str, ...], lead: User, readers: set[str]) -> None:
        """The first of a competition is the one whose pages are asked for. In what opens later all are hidden."""
        course, of_whom = competition.course.slug, f"{people[0]}’s team in {competition.slug}"
        close = {person for mate in people for person in mates_of(mate, course)} | staff_of(course)
        users = [self.users[person] for person in people]
        # Whoever was on it finds it in the file of what is held about the person.
        name = self.secrets.mark(f"name of {of_whom}", "team", readers | set(people))
        team = make_team(competition, *users, name=name)
        Extension.objects.create(
            team=team,
            closes_at=competition.closes_at + timedelta(days=1),
            reason=self.secrets.mark(f"why {of_whom} has more time", "team", close),
            given_by=lead,
        )
        state = competition.slug.removesuffix(f"-{course}")
        if state == "upcoming":
            team.excluded, team.excluded_reason = "hidden", self.secrets.mark(f"why {of_whom} is hidden", "team", close)
            team.save()
        self.teams.setdefault((course, state), team)
        captain, ends = self.users[people[0]], NOW + timedelta(days=3)
        link = TeamInvitation.objects.create(team=team, made_by=captain, expires_at=ends)
        self.team_links.setdefault((course, state), link)

    def _add_data(self, competition: Competition, what: str, readers: set[str]) -> DataFile:
        content = f"id,label\n1,{self.secrets.mark(what, 'data', readers)}\n".encode()
        sha256 = hashlib.sha256(content).hexdigest()
        path = shelf.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return DataFile.objects.create(
            competition=competition,
            name=f"{self.secrets.mark(f'name of the {what}', 'data', readers)}.csv",
            size=len(content),
            sha256=sha256,
        )

    def _announce(self, slug: str, author: User) -> None:
        for about in (None, *STATES_OF[slug]):
            for withdrawn in (False, True):
                readers = staff_of(slug) if withdrawn or about == "draft" else members_of(slug)
                what = f"{'withdrawn ' if withdrawn else ''}announcement to {slug} {about or ''}"
                made = Announcement.objects.create(
                    course=self.courses[slug],
                    competition=self.competitions[slug, about] if about else None,
                    title=self.secrets.mark(f"title of the {what}", "announcement", readers),
                    text=self.secrets.mark(what, "announcement", readers),
                    author=author,
                    withdrawn_at=NOW if withdrawn else None,
                )
                if about is None and not withdrawn:
                    self.announcements[slug] = made

    def _stage_roster(self, slug: str, by: By) -> RosterImport:
        staff = staff_of(slug)
        name, email, number = (
            self.secrets.mark(f"{what} staged for {slug}", "roster", staff) for what in ("name", "address", "roster id")
        )
        with NamedTemporaryFile(suffix=".csv") as file:
            Path(file.name).write_text(f"name,email,roster_id\nNew {name},{email}@example.org,{number}\n")
            return stage_roster(
                course=self.courses[slug], by=by, file=Path(file.name), file_name="roster.csv", drops_missing=False
            )
