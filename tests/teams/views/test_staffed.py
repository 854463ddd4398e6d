"""The staff's pages of teams."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from competition.models.courses import Enrolment, Role
from teams.models.teams import Extension, Membership, Team
from tests.competition.views.test_student_pages import text
from tests.competition.world import browser_of
from tests.factories import enrol, make_team, make_user
from tests.teams.class_room import CLOSED, ClassRoom, on

TEAMS = "/teach/c/wines/teams/"


def queries(room: ClassRoom) -> int:
    browser = browser_of(room.ingrid)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert browser.get(TEAMS).status_code == 200
    return len(found)


class TestList:
    def test_says_who_plays_with_whom_and_who_with_nobody(self, room: ClassRoom) -> None:
        room.joined(room.bob, room.founded(room.alice))
        shown = text(browser_of(room.ingrid), TEAMS)
        assert "Night Owls Alice, Bob 2 of 4" in shown
        assert f"Charlie {room.charlie.alias} Place Charlie" in shown

    def test_asks_the_database_as_often_for_three_teams_as_for_one(self, room: ClassRoom) -> None:
        make_team(room.competition, room.alice)
        one = queries(room)
        for name in ("Eve", "Frank"):
            enrol(user := make_user(name), room.course)
            make_team(room.competition, user)
        make_team(room.competition, room.bob)  # Charlie is still on none
        assert queries(room) == one

    @pytest.mark.parametrize(("asked", "found"), [("owl", ["Owls"]), ("bob", ["Larks"]), ("nobody", []), ("", None)])
    def test_is_searched_by_team_and_by_person(self, room: ClassRoom, asked: str, found: list[str] | None) -> None:
        make_team(room.competition, room.alice, name="Owls")
        make_team(room.competition, room.bob, name="Larks")
        shown = browser_of(room.ingrid).get(TEAMS, {"q": asked}).context["page"]
        assert [team.name for team in shown] == (["Larks", "Owls"] if found is None else found)

    def test_benchmarks_are_no_teams_of_students(self, room: ClassRoom) -> None:
        made = make_team(room.competition, name="Always the mean", kind="benchmark")
        assert "Always the mean" not in text(browser_of(room.ingrid), TEAMS)
        assert browser_of(room.ingrid).get(f"{TEAMS}{made.pk}/").status_code == 404

    def test_assistants_look_and_change_nothing(self, room: ClassRoom) -> None:
        tariq = make_user("Tariq")
        enrol(tariq, room.course, Role.ASSISTANT)
        team = room.founded(room.alice)
        pages = [browser_of(tariq).get(address).text for address in (TEAMS, f"{TEAMS}{team.pk}/")]
        assert [page.count('method="post"') for page in pages] == [1, 1]  # signing out
        assert browser_of(tariq).post(f"{TEAMS}{team.pk}/", {"name": "Larks"}).status_code == 403


class TestPlacing:
    def test_a_student_is_chosen_by_the_link_beside_the_name(self, room: ClassRoom) -> None:
        bob = room.enrolment(room.bob).pk
        html = browser_of(room.ingrid).get(TEAMS, {"student": bob}).text
        assert f'<option value="{bob}" selected>' in html

    def test_of_the_chosen_only_students_of_the_course_are_taken(self, room: ClassRoom) -> None:
        team, dana = room.founded(room.alice), make_user("Dana")
        for enrolment in (room.enrolment(room.ingrid), enrol(dana, room.course, active=False)):
            data = {"place-enrolment": enrolment.pk, "place-team": team.pk}
            answer = browser_of(room.ingrid).post(f"{TEAMS}place/", data)
            assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["enrolment"])
        assert on(team) == ["Alice"]

    def test_a_refusal_comes_back_with_the_form(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        data = {"place-enrolment": room.enrolment(room.alice).pk, "place-team": team.pk}
        answer = browser_of(room.ingrid).post(f"{TEAMS}place/", data)
        assert answer.status_code == 422
        assert "This person is on a team here already." in answer.text

    def test_a_team_larger_than_the_largest_is_not_founded(self, room: ClassRoom) -> None:
        room.competition.team_size = 1
        room.competition.save()
        both = [room.enrolment(user).pk for user in (room.alice, room.bob)]
        answer = browser_of(room.ingrid).post(TEAMS, {"new-name": "Owls", "new-enrolments": both})
        assert answer.context["form"].errors == {"enrolments": ["A team here has at most 1. Choose fewer."]}


class TestOneTeam:
    def test_the_last_member_taken_off_leads_back_to_the_list(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        data = {"member": room.member(room.alice), "reason": "Asked for it."}
        answer = browser_of(room.ingrid).post(f"{TEAMS}{team.pk}/remove/", data)
        assert (answer.status_code, answer["Location"]) == (302, TEAMS)

    def test_taking_off_needs_a_reason(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        answer = browser_of(room.ingrid).post(f"{TEAMS}{team.pk}/remove/", {"member": room.member(room.alice)})
        assert (answer.status_code, on(team)) == (422, ["Alice"])

    def test_excluding_needs_a_reason_and_readmitting_none(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        browser, address = browser_of(room.ingrid), f"{TEAMS}{team.pk}/exclusion/"
        assert browser.post(address, {"exclusion-excluded": "disqualified"}).status_code == 422
        told = {"exclusion-excluded": "disqualified", "exclusion-reason": "Copied labels."}
        assert browser.post(address, told).status_code == 302
        assert Team.objects.get().excluded == "disqualified"
        assert browser.post(address, {"exclusion-excluded": ""}).status_code == 302
        assert (Team.objects.get().excluded, Team.objects.get().excluded_reason) == ("", "")

    def test_an_extension_is_typed_in_the_courses_zone(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        browser, address = browser_of(room.ingrid), f"{TEAMS}{team.pk}/extension/"
        too_early = {"extension-closes_at": "2026-11-03T09:00", "extension-reason": "Ill."}
        assert list(browser.post(address, too_early).context["form"].errors) == ["closes_at"]
        later = {"extension-closes_at": "2026-11-05T09:00", "extension-reason": "Ill."}
        assert browser.post(address, later).status_code == 302
        assert Extension.objects.get().closes_at == CLOSED + timedelta(days=2)
        assert "Thu 5 Nov 2026, 09:00 CST" in text(browser, f"{TEAMS}{team.pk}/")

    def test_shows_who_was_on_it_before(self, room: ClassRoom) -> None:
        team = room.founded(room.alice)
        room.joined(room.bob, team)
        room.joined(room.charlie, team)
        Membership.objects.filter(enrolment__user=room.bob).update(left_at=CLOSED)
        Enrolment.objects.filter(user=room.charlie).update(active=False)
        shown = text(browser_of(room.ingrid), f"{TEAMS}{team.pk}/")
        before = shown[shown.index("On it before") :]
        assert "Charlie : dropped from the course" in before.replace("Charlie:", "Charlie :")
        assert "–3 Nov 2026 Bob" in before
