"""Answers that were read stay in a worker's memory, because many submissions are judged by the same ones."""

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from scoring.judging.answers import Key, read_answers
from scoring.judging.metrics.catalogue import METRICS
from scoring.models.keys import AnswerKey
from scoring.worker_files import key_file

Name = tuple[str, ...]


@dataclass
class Keys:
    """The last keys that were asked for, by all that they were made from: a key that is made anew has another name."""

    most: int = 16
    most_bytes: int = 64 * 2**20  # of the files: what they become in memory is two to four times that
    kept: OrderedDict[Name, tuple[Key, int]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def key(self, row: AnswerKey) -> Key:
        settings = (json.dumps(each, sort_keys=True) for each in (row.parameters, row.columns))
        name = (row.sha256, row.metric, *settings)
        with self.lock:
            if name not in self.kept:
                self.kept[name] = read(row), row.size
            self.kept.move_to_end(name)
            while len(self.kept) > 1 and (len(self.kept) > self.most or self.size > self.most_bytes):
                self.kept.popitem(last=False)
            return self.kept[name][0]

    @property
    def size(self) -> int:
        return sum(size for _, size in self.kept.values())


keys = Keys()  # of this process


def read(row: AnswerKey) -> Key:
    with key_file(row.sha256).open("rb") as stream:
        return read_answers(stream, METRICS[row.metric], row.parameters, row.columns)
