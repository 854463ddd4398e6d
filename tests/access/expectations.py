"""What every route must answer to everybody: one line a route, in words that are explained once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.access.askers import Asker
from tests.access.cast import ACCEPTED, CAST, SUPERUSERS, TEAMS, mates_of, standing
from tests.access.routes import ANYTHING, Target

PAGE, DONE, ELSEWHERE, SIGN_IN, NO_FAULT = "page", "done", "elsewhere", "sign in", "no fault"
FORBIDDEN, NOTHING, NOT_THIS_WAY, NO_KEY = "forbidden", "nothing", "not this way", "no key"

STUDENT, ASSISTANT, INSTRUCTOR, OUTSIDER = "student", "assistant", "instructor", "outsider"
ANYBODY, OUT, IN = "anybody", "out", "in"
MEMBERS, STAFF = {STUDENT, ASSISTANT, INSTRUCTOR}, {ASSISTANT, INSTRUCTOR}


def in_the_course(asker: Asker, target: Target) -> str:
    """What the asker is to the thing: drafts are for staff, and what belongs to nobody is for nobody."""
    found = standing(asker.person, target.own)
    return OUTSIDER if found == STUDENT and target.state == "draft" else found


def with_the_data(asker: Asker, target: Target) -> str:
    found = in_the_course(asker, target)
    state = target.state or "open"
    ready = asker.person in ACCEPTED[state] and state != "upcoming"
    return "waiting" if found == STUDENT and not ready else found


def after_the_reveal(asker: Asker, target: Target) -> str:
    found = in_the_course(asker, target)
    return found if target.state == "closed" else OUTSIDER


def on_the_team(asker: Asker, target: Target) -> str:
    """That whose things are asked for is the first of its course; of nobody but its own people and the staff."""
    found = in_the_course(asker, target)
    mates = mates_of(TEAMS[target.own][0][0], target.own) if target.own in TEAMS else set()
    return OUTSIDER if found == STUDENT and asker.person not in mates else found


def the_owner(asker: Asker, target: Target) -> str:
    return "owner" if target.own in {asker.person, ANYTHING} else OUTSIDER


def a_superuser(asker: Asker, target: Target) -> str:
    return "superuser" if asker.person in SUPERUSERS else OUTSIDER


def a_teacher(asker: Asker, target: Target) -> str:
    """Somebody who teaches anywhere, or the superuser."""
    roles = {standing(asker.person, course) for course in CAST.get(asker.person, {})}
    leads = INSTRUCTOR in roles or asker.person in SUPERUSERS
    return INSTRUCTOR if leads else ASSISTANT if ASSISTANT in roles else OUTSIDER


def anybody(asker: Asker, target: Target) -> str:
    return ANYBODY


def out_or_in(asker: Asker, target: Target) -> str:
    return IN if asker.is_signed_in else OUT


def a_holder(asker: Asker, target: Target) -> str:
    """Of a link: whoever has it may use it, unless it was sent to somebody else or its holder was dropped."""
    if not target.own or not asker.is_signed_in:
        return "newcomer" if target.own else OUTSIDER
    if standing(asker.person, target.own) != OUTSIDER:
        return "member"
    dropped = target.own in CAST[asker.person]
    return "refused" if dropped or target.state == "addressed" else "newcomer"


Answers = Mapping[str, str]


@dataclass(frozen=True)
class Profile:
    """What the view answers, by what the asker is to the thing; `rest` for everybody else. No entry for a method:
    405 to whoever is signed in, whatever the thing, so that the method tells nothing."""

    get: Answers | None = None
    post: Answers | None = None
    rest: str = NOTHING
    signed_out: str = SIGN_IN
    relation: Callable[[Asker, Target], str] = in_the_course
    # Whether the right is asked for before the thing is looked up.
    right_first: bool = True
    # Things that a holder of the address may read although they are not a member's.
    open_kinds: frozenset[str] = field(default_factory=frozenset)

    def expected(self, asker: Asker, target: Target, method: str) -> str:
        answers = self.post if method == "POST" else self.get
        if not asker.is_signed_in and self.signed_out != "the same":
            return self.signed_out
        if asker.without_scope and self.signed_out != "the same":
            return FORBIDDEN
        if answers is None:
            return NOT_THIS_WAY
        if (answer := answers.get(self.relation(asker, target))) is not None:
            return answer
        # Who knows that the course exists, and lacks the right, hears that.
        known = self.relation(asker, replace(target, own=target.under))
        return FORBIDDEN if self.right_first and answers.get(known) == FORBIDDEN else self.rest


def each(who: set[str], answer: str) -> dict[str, str]:
    return dict.fromkeys(who, answer)


LED_GET, LED_POST = {INSTRUCTOR: PAGE, ASSISTANT: FORBIDDEN}, {INSTRUCTOR: DONE, ASSISTANT: FORBIDDEN}

student_page = Profile(each(MEMBERS, PAGE))
student_form = Profile(each(MEMBERS, PAGE), each(MEMBERS, DONE))
student_deed = Profile(None, each(MEMBERS, DONE))
student_data = Profile(each(MEMBERS, PAGE), relation=with_the_data)
staff_page = Profile(each(STAFF, PAGE))
staff_form = Profile(each(STAFF, PAGE), each(STAFF, DONE))
staff_page_led_form = Profile(each(STAFF, PAGE), LED_POST)
staff_deed = Profile(None, each(STAFF, DONE))
led_page = Profile(LED_GET)
led_form = Profile(LED_GET, LED_POST)
led_deed = Profile(None, LED_POST)
final_file = Profile(each(MEMBERS, PAGE), relation=after_the_reveal)
team_page = Profile(each(MEMBERS, PAGE), relation=on_the_team)
# Staff may look at what a team has, and leave it to the team.
team_deed = Profile(None, {STUDENT: DONE} | each(STAFF, FORBIDDEN), right_first=False, relation=on_the_team)
own_page = Profile({"owner": PAGE}, relation=the_owner)
own_form = Profile({"owner": PAGE}, {"owner": DONE}, relation=the_owner)
public = Profile({ANYBODY: PAGE}, signed_out="the same", relation=anybody)
api = Profile(each(MEMBERS, PAGE), signed_out=NO_KEY)
api_data = Profile(each(MEMBERS, PAGE) | {"waiting": FORBIDDEN}, signed_out=NO_KEY, relation=with_the_data)
api_own = Profile({"owner": PAGE}, signed_out=NO_KEY, relation=the_owner)

# The sign-in family: for those outside; for those who are signing in; for both.
entrance = Profile({OUT: PAGE, IN: ELSEWHERE}, {OUT: DONE, IN: ELSEWHERE}, signed_out="the same", relation=out_or_in)
under_way = Profile(each({OUT, IN}, ELSEWHERE), each({OUT, IN}, ELSEWHERE), signed_out="the same", relation=out_or_in)
notice = public
lost_and_found = Profile({ANYBODY: PAGE}, {ANYBODY: DONE}, signed_out="the same", relation=anybody)
own_elsewhere = Profile({"owner": ELSEWHERE}, {"owner": ELSEWHERE}, relation=the_owner)
without_one = Profile({}, {}, relation=the_owner)

admin = Profile({"superuser": NO_FAULT}, {"superuser": NO_FAULT}, rest=SIGN_IN, relation=a_superuser)

link_holder = Profile(
    {"newcomer": PAGE, "member": ELSEWHERE, "refused": FORBIDDEN},
    {"newcomer": ELSEWHERE, "member": ELSEWHERE, "refused": FORBIDDEN},
    signed_out="the same",
    relation=a_holder,
    open_kinds=frozenset({"course"}),
)
teaching_page = Profile(each(STAFF, PAGE), relation=a_teacher)
teaching_form = Profile(LED_GET, LED_POST, relation=a_teacher)

EXPECTED: dict[str, Profile] = {
    "home": public,
    "health": Profile({ANYBODY: "503"}, relation=anybody, signed_out="the same"),  # no process runs in a test
    "demo-mail": Profile({}, None, signed_out="the same"),
    "course": student_page,
    "competition": student_page,
    "competition-data": student_page,
    "data-file": student_data,
    "competition-rules": student_form,
    "competition-announcements": student_page,
    "team": student_form,
    "team-name": student_deed,
    "team-link": student_deed,
    "team-link-withdraw": student_deed,
    "team-join": student_form,
    "team-leave": student_deed,
    "team-remove": student_deed,
    "team-captain": student_deed,
    "join": link_holder,
    "account": own_form,
    # What is kept about a person names the courses the person has left.
    "account-data": Profile({"owner": PAGE}, relation=the_owner, open_kinds=frozenset({"course"})),
    "api-keys": own_form,
    "api-key-revoke": own_form,
    "teach": teaching_page,
    "course-new": teaching_form,
    "teach-course": staff_page,
    "teach-course-settings": staff_page_led_form,
    "teach-people": staff_page,
    "teach-people-file": staff_page,
    "teach-person": staff_page_led_form,
    "teach-invitations": staff_page_led_form,
    "invitation-revoke": led_deed,
    "roster": staff_page_led_form,
    "roster-import": staff_page,
    "roster-apply": led_deed,
    "roster-discard": led_deed,
    "teach-announcements": staff_form,
    # An assistant may withdraw what the assistant wrote; this one is the instructor's.
    "announcement-withdraw": Profile(None, LED_POST, right_first=False),
    "log": staff_page,
    "competition-new": led_form,
    "teach-competition": staff_page,
    "teach-competition-settings": led_form,
    "teach-competition-dates": led_form,
    "teach-competition-rules": led_form,
    "teach-files": led_form,
    "teach-file-remove": led_form,
    "competition-publish": led_deed,
    "teach-teams": staff_page_led_form,
    "teach-place": led_deed,
    "teach-team": staff_page_led_form,
    "teach-team-exclusion": led_deed,
    "teach-team-extension": led_deed,
    "teach-team-extension-withdraw": led_deed,
    "teach-team-captain": led_deed,
    "teach-team-remove": led_deed,
    "teach-health": teaching_page,
    "teach-submissions": staff_page,
    "teach-submissions-today": staff_page,
    "teach-probing": staff_page,
    "teach-submissions-private": staff_deed,
    "teach-submissions-zip": staff_page,
    "teach-submission-send": led_form,
    "teach-submission": staff_page,
    "teach-submission-void": led_deed,
    "teach-submission-count-again": led_deed,
    "teach-submission-judge-again": led_deed,
    "competition-metric": student_page,
    "submit": student_form,
    "submission": team_page,
    "submission-status": team_page,
    "submission-file": team_page,
    "submission-annotated": team_page,
    "submission-receipt": team_page,
    "submission-pick": team_deed,
    "submit-rail": Profile(each(MEMBERS, ELSEWHERE)),  # a piece: asked for as a page it leads to one
    "receipts": own_form,
    "board": student_page,
    "board-late": student_page,
    "board-csv": student_page,
    "board-json": student_page,
    "board-final": student_page,
    "board-final-csv": final_file,
    "board-final-json": final_file,
    "board-reveal": staff_page,
    "teach-board": led_form,
    "api-board": api,
    "teach-answers": staff_page_led_form,
    "teach-rescoring": staff_page,
    "teach-rescoring-apply": led_deed,
    "teach-rescoring-drop": led_deed,
    "teach-rescoring-try-again": led_deed,
    "opening": led_form,
    "opening-way": led_deed,
    "opening-file-remove": led_form,
    "opening-choices": led_form,
    "opening-make": led_deed,
    "opening-checklist": led_page,
    "opening-check": led_deed,
    "competition-copy": led_form,
    "api-me": api_own,
    "api-competitions": api_own,
    "api-competition": api,
    "api-files": api_data,
    "api-file": api_data,
    "api-announcements": api,
    # Who is on no team, or may not send yet, hears 422, as who sends an empty form does.
    "api-submissions": replace(api, post=each(MEMBERS, DONE)),
    "api-submission": Profile({STUDENT: PAGE}, signed_out=NO_KEY, relation=on_the_team),
    "api-schema": public,
    "api-nothing": Profile({}, {}, signed_out="the same"),
    "api/v2/": Profile({}, {}, signed_out="the same"),
    "account_login": entrance,
    "account_request_login_code": entrance,
    "account_signup": entrance,
    "account_confirm_login_code": under_way,
    "mfa_login_webauthn": under_way,
    "mfa_authenticate": under_way,
    "account_email_verification_sent": under_way,
    "account_logout": Profile(
        {OUT: ELSEWHERE, IN: PAGE}, each({OUT, IN}, ELSEWHERE), signed_out="the same", relation=out_or_in
    ),
    "account_inactive": notice,
    "account_reset_password": lost_and_found,
    "account_reset_password_done": notice,
    "account_reset_password_from_key": lost_and_found,
    "account_reset_password_from_key_done": notice,
    "account_email": own_form,
    "account_change_password": own_form,
    "account_set_password": own_elsewhere,  # everybody here has one
    "account_reauthenticate": own_form,
    "usersessions_list": own_form,
    "mfa_index": own_page,
    "mfa_reauthenticate": own_elsewhere,  # nobody here has an app that shows codes
    "mfa_activate_totp": own_form,
    "mfa_deactivate_totp": without_one,
    "mfa_view_recovery_codes": Profile({}, None, relation=the_owner),
    "mfa_generate_recovery_codes": own_form,
    "mfa_download_recovery_codes": without_one,
    "mfa_list_webauthn": own_page,
    "mfa_add_webauthn": own_form,
    "mfa_reauthenticate_webauthn": own_form,
    "mfa_edit_webauthn": own_form,
    "mfa_remove_webauthn": own_form,
    "admin:login": Profile({"superuser": NO_FAULT}, {"superuser": NO_FAULT}, rest=FORBIDDEN, relation=a_superuser),
    "admin:logout": Profile({"superuser": NO_FAULT}, {"superuser": NO_FAULT}, rest=ELSEWHERE, relation=a_superuser),
}


# Only where sign-in through a university is set up; these ask for one that is not.
UNIVERSITY: dict[str, Profile] = {
    "socialaccount_login_cancelled": notice,
    # Its status is allauth's 401, and it is asked for by address only: who is on the way in gets the page in place.
    "socialaccount_login_error": Profile({ANYBODY: NO_KEY}, relation=anybody),
    "openid_connect_login": Profile({}, {}, signed_out="the same"),
    "openid_connect_callback": Profile({}, {}, signed_out="the same"),
}


def expectation(name: str) -> Profile | None:
    """Django's own admin is one rule: the superuser's, and a sign-in to everybody else."""
    return (EXPECTED | UNIVERSITY).get(name) or (admin if name.startswith("admin:") else None)
