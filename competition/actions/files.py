"""Public files come and go by name; the bytes lie on the shelf under their hash."""

from datetime import datetime
from typing import Any

from django.db import transaction

from competition.actions.announcements import tell_the_class
from competition.actions.log import By, record
from competition.files import ONE_HOUR, shelf
from competition.models.competitions import Competition, DataFile
from competition.uploads import ReceivedFile

# Without its name: who has not accepted the rules yet is not told what the files are called.
REPLACED = (
    "The Data page has its new size and SHA-256. Delete your copy and download it again: a download that was begun "
    "before cannot be resumed."
)


def add_data_file(
    *, competition: Competition, by: By, upload: ReceivedFile, name: str, about: str, now: datetime
) -> DataFile:
    """A file of the same name is replaced; the log keeps the hash of the old one."""
    DataFile._meta.get_field("name").clean(name, None)
    # Before the transaction: syncing five gigabytes to disk takes longer than other writers should wait.
    sha256 = shelf.keep(upload)
    values = {"about": about, "size": upload.size, "sha256": sha256, "added_at": now}
    return _list(competition, by, name, values)


@transaction.atomic
def _list(competition: Competition, by: By, name: str, values: dict[str, Any]) -> DataFile:
    Competition.objects.select_for_update().get(pk=competition.pk)
    old = DataFile.objects.filter(competition=competition, name=name).first()
    file, _ = DataFile.objects.update_or_create(competition=competition, name=name, defaults=values)
    _record(by, "file replaced" if old else "file added", competition, before=_told(old), after=_told(file))
    if old and old.sha256 != file.sha256:
        tell_the_class(competition=competition, by=by, title="A data file was replaced", text=REPLACED)
    return file


@transaction.atomic
def remove_data_file(*, file: DataFile, by: By, reason: str, logged: bool = True) -> None:
    """The bytes follow an hour later, when no other row names them: `remove_unlisted_files`.

    `logged` is False where the removal is part of a larger deed that writes its own line."""
    _, deleted = DataFile.objects.filter(pk=file.pk).delete()
    if deleted:
        if logged:
            _record(by, "file removed", file.competition, before=_told(file), reason=reason)
        tell_the_class(competition=file.competition, by=by, title="A data file was removed", text=f"Reason: {reason}")


def remove_unlisted_files(*, older_than: int = ONE_HOUR) -> int:
    """Bytes that no row names: of removed files, and of uploads whose transaction failed after the shelf took them."""
    lying = shelf.hashes(untouched_for=older_than)
    listed = set(DataFile.objects.values_list("sha256", flat=True))
    unlisted = [sha256 for sha256 in lying if sha256 not in listed]
    for sha256 in unlisted:
        shelf.discard(sha256)
    return len(unlisted)


def _told(file: DataFile | None) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "sha256": file.sha256, "about": file.about} if file else {}


def _record(by: By, action: str, competition: Competition, **values: Any) -> None:
    record(by=by, action=action, subject=competition.slug, course=competition.course, **values)
