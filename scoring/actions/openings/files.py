"""The files that an instructor sends. The bytes go into the inbox unread; each change is inspected by a worker."""

from typing import Any

from django.db import transaction

from competition.actions.log import By
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition, DataFile
from competition.uploads import ReceivedFile
from scoring.actions.openings.asking import ask
from scoring.actions.openings.drafts import locked, note
from scoring.actions.openings.resets import forget_checklist, forget_made, forget_understood
from scoring.models.claimable import UNFINISHED
from scoring.models.openings import InboxFile, Opening, Task
from scoring.opening.plan import FileRole, Way
from scoring.rules.ways import ROLES, SEVERAL, belongs
from scoring.shelves import inbox


def receive_file(
    *,
    competition: Competition,
    by: By,
    upload: ReceivedFile,
    role: FileRole,
    name: str,
    expected: float | str | None = None,
) -> InboxFile:
    """One of the same role is replaced; of probes and extra files, one of the same name."""
    DataFile._meta.get_field("name").clean(name, None)
    # Before the transaction: syncing five gigabytes to disk takes longer than other writers should wait.
    sha256 = inbox.keep(upload)
    values = {"name": name, "size": upload.size, "sha256": sha256, "expected": expected}
    return _list(competition, by, role, values)


@transaction.atomic
def _list(competition: Competition, by: By, role: FileRole, values: dict[str, Any]) -> InboxFile:
    opening, name = locked(competition), values["name"]
    if not belongs(role, Way(opening.way)):
        raise RefusedError(f"A file of the kind “{role}” has no place here: choose the other way first.", field="role")
    if opening.files.filter(name=name).exclude(role=role).exists():
        raise RefusedError(f"Another file is called {name} already. Rename one of them.", field="file")
    replaced = opening.files.filter(role=role, **({"name": name} if role in SEVERAL else {})).first()
    if replaced:
        replaced.delete()
    assert by.user
    file = InboxFile.objects.create(opening=opening, role=role, sent_by=by.user, **values)
    note(by, "opening's file received", opening, before=_told(replaced), after=_told(file))
    _inspect_anew(opening, by, role)
    return file


@transaction.atomic
def remove_file(*, file: InboxFile, by: By) -> None:
    """Twice is the same as once."""
    opening = locked(file.opening.competition)
    _, deleted = InboxFile.objects.filter(pk=file.pk).delete()
    if deleted:
        note(by, "opening's file removed", opening, before=_told(file))
        _inspect_anew(opening, by, FileRole(file.role))


@transaction.atomic
def choose_way(*, competition: Competition, by: By, way: Way) -> Opening:
    """Files that have no place in it are let go."""
    opening = locked(competition)
    if opening.way == way:
        return opening
    before = opening.way
    opening.way, opening.choices = way, None
    opening.save(update_fields=["way", "choices"])
    let_go = opening.files.exclude(role__in=ROLES[way])
    names = list(let_go.values_list("name", flat=True))
    let_go.delete()
    note(by, "opening's way chosen", opening, before={"way": before, "files": names}, after={"way": way})
    _inspect_anew(opening, by)
    return opening


def _inspect_anew(opening: Opening, by: By, role: FileRole | None = None) -> None:
    forget_understood(opening)
    if role is FileRole.PROBE:  # it is tried out on what was made, and changes nothing of it
        forget_checklist(opening)
    else:
        forget_made(opening, by)
    if opening.files.exists():
        ask(opening, Task.INSPECT, by)
    else:
        opening.jobs.filter(state__in=UNFINISHED).delete()


def _told(file: InboxFile | None) -> dict[str, Any]:
    """Without its hash: the log is read by more people than may try it on guesses at the answers."""
    return {"role": file.role, "name": file.name, "size": file.size} if file else {}
