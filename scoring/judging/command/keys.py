"""Answer files that were read are kept, because a batch scores many submissions by the same answers."""

import json
import os
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from scoring.judging.answers import Key, read_answers
from scoring.judging.command.failure import CommandError
from scoring.judging.command.files import opened
from scoring.judging.command.request import Request
from scoring.judging.command.unusable import UnusableError
from scoring.judging.layout import LayoutError
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.problems import RefusedError

Name = tuple[object, ...]
WHAT = "answer file"


@dataclass
class Keys:
    """The last keys that were asked for. A file that has changed is read again."""

    most: int = 8
    most_bytes: int = 1 << 30  # of the files: what they become in memory is of the same size
    kept: OrderedDict[Name, tuple[Key, int]] = field(default_factory=OrderedDict)

    def key(self, request: Request) -> Key:
        with opened(request.answers, WHAT) as stream:
            status = os.fstat(stream.fileno())
            name = (
                Path(request.answers).resolve(),
                status.st_mtime_ns,
                status.st_size,
                request.metric.id,
                json.dumps(request.params, sort_keys=True),
                json.dumps(request.columns, sort_keys=True),
            )
            if name not in self.kept:
                self.kept[name] = read(stream, request), status.st_size
        self.kept.move_to_end(name)
        while len(self.kept) > 1 and (len(self.kept) > self.most or self.size > self.most_bytes):
            self.kept.popitem(last=False)
        return self.kept[name][0]

    @property
    def size(self) -> int:
        return sum(size for _, size in self.kept.values())


def read(stream: BinaryIO, request: Request) -> Key:
    try:
        return read_answers(stream, request.metric, request.params, request.columns)
    except RefusedError as refusal:
        raise UnusableError(WHAT, refusal) from None
    except (LayoutError, ParameterError) as error:
        raise CommandError(str(error)) from None
