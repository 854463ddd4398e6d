"""Where the secret bytes lie. What an instructor sends is put into the inbox by the web process; the first worker that
needs it moves it on to the answer shelf, which the web process need not even be able to reach."""

import errno
import hashlib
import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from competition.files import ONE_HOUR, Shelf

DRAFT = "draft-"


class AnswerShelf(Shelf):
    def draft(self) -> TemporaryDirectory[str]:
        """A folder on the shelf's own disk, for files that are still being written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return TemporaryDirectory(prefix=DRAFT, dir=self.folder)

    def put(self, written: Path) -> str:
        """Of a draft."""
        with written.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        self.place(written, sha256)
        return sha256

    def take(self, path: Path, sha256: str) -> None:
        """From the inbox, which may be on another disk."""
        try:
            self.place(path, sha256)
        except OSError as problem:
            if problem.errno != errno.EXDEV:
                raise
            with self.draft() as folder:
                copy = shutil.copyfile(path, Path(folder) / "copy")
                self.put(copy)
            path.unlink()

    def remove_stale_drafts(self, *, older_than: int = ONE_HOUR) -> int:
        """Of workers that were killed half-way."""
        stale = [path for path in self.folder.glob(f"{DRAFT}*") if time.time() - path.stat().st_mtime >= older_than]
        for path in stale:
            shutil.rmtree(path, ignore_errors=True)
        return len(stale)


inbox = Shelf("INBOX_FILES", mode=0o400)
answers = AnswerShelf("ANSWER_FILES", mode=0o400)
submissions = Shelf("SUBMISSION_FILES", mode=0o400)
