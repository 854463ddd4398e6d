from competition.models.competitions import Competition
from competition.rules.launch import Item
from scoring.models.openings import Opening, Task
from scoring.opening import plan
from scoring.queries.inputs import fingerprint
from scoring.queries.jobs import unfinished_job
from scoring.rules.gate import gate


def data_in_place(competition: Competition) -> list[Item]:
    opening = Opening.objects.filter(competition=competition).first()
    if opening is None:
        return [gate(made=False, busy=False, checklist=None, up_to_date=False)]
    opening.competition = competition
    checklist = opening.checklist
    return [
        gate(
            made=opening.made is not None,
            busy=unfinished_job(opening) is not None,
            checklist=None if checklist is None else [plan.Item.from_plain(item) for item in checklist],
            up_to_date=opening.checked_for == fingerprint(opening, Task.CHECK),
        )
    ]
