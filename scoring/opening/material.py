"""What the launch checklist looks at: the files that were made, read when an item first asks, and kept for the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from scoring.judging.answers import Key, read_answers
from scoring.judging.arrays import Array, Booleans, Integers
from scoring.judging.layout import LayoutError
from scoring.judging.metrics.catalogue import METRICS
from scoring.judging.metrics.metric import Kind, Metric, Role
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.parts import PARTS
from scoring.judging.problems import RefusedError
from scoring.judging.tables.texts import Texts
from scoring.opening.excerpts import Excerpt, Watch, read_excerpt
from scoring.opening.features import Feature, feature_of, labels_of
from scoring.opening.plan import Choices, ColumnKind, FileRole, Made, SentFile, Way
from scoring.opening.reading import header

SEED = 20_260_301  # the same files have the same checklist, always
TABLES = {FileRole.TRAIN: "train", FileRole.TEST: "test", FileRole.SAMPLE: "sample_submission"}
ENDINGS = (".csv", ".csv.gz", ".csv.zip")
NAMES = {FileRole.TRAIN: "train file", FileRole.TEST: "test file"}
LABELS = (Kind.LABEL, Kind.BINARY, Kind.CLASS)
NUMBERS = (Kind.NUMBER, Kind.RATING)
SettingsError = (LayoutError, ParameterError)


class UnreadableError(Exception):
    """An item has to wait, because what it looks at cannot be read; another item says why. The text names the file."""


@dataclass(frozen=True)
class Target:
    """One true column, in the order of the key."""

    name: str
    is_label: bool
    values: Array


@dataclass(frozen=True)
class Material:
    way: Way
    files: Sequence[SentFile]
    choices: Choices
    made: Made
    texts: Mapping[str, str]

    @property
    def metric(self) -> Metric:
        return METRICS[self.choices.metric]

    def sent(self, role: FileRole) -> list[SentFile]:
        return [each for each in self.files if each.role is role]

    def public_name(self, role: FileRole) -> str | None:
        """Tables have fixed names, packed or not; under another ending lies something else, such as images."""
        return next((TABLES[role] + ending for ending in ENDINGS if TABLES[role] + ending in self.made.public), None)

    @property
    def tables(self) -> set[str | None]:
        return {self.public_name(role) for role in TABLES}

    def public_file(self, role: FileRole) -> Path | None:
        name = self.public_name(role)
        return None if name is None else self.made.public[name]

    # The answers

    @cached_property
    def key_or_refusal(self) -> Key | RefusedError | LayoutError | ParameterError:
        try:
            with self.made.answers.open("rb") as stream:
                return read_answers(stream, self.metric, self.choices.parameters, self.choices.columns)
        except (RefusedError, *SettingsError) as error:
            return error

    @property
    def key(self) -> Key:
        if isinstance(self.key_or_refusal, Key):
            return self.key_or_refusal
        raise UnreadableError("answer file")

    @cached_property
    def targets(self) -> list[Target]:
        """The columns that a submission predicts, where they hold numbers or labels."""
        key, found = self.key, []
        for role in self.predicted_roles:
            columns = key.truth[role.name].T if role.many else [key.truth[role.name]]
            for number, values in enumerate(columns, start=1):
                name = f"{role.name} {number}" if role.many else role.name
                found.append(Target(name, role.kind in LABELS, values))
        if len(found) == len(self.choices.targets) == 1:
            return [replace(found[0], name=self.choices.targets[0])]
        return found

    @property
    def predicted_roles(self) -> list[Role]:
        predicted = {role.same_as for role in self.metric.predictions}
        return [role for role in self.metric.answers if role.name in predicted and role.kind in (*LABELS, *NUMBERS)]

    # Train and test

    @cached_property
    def headers(self) -> Mapping[FileRole, tuple[str, ...]]:
        """Of the files that are there and can be read."""
        found = {}
        for role in NAMES:
            path = self.public_file(role)
            if path is not None:
                try:
                    found[role] = header(path)
                except RefusedError:
                    continue
        return found

    @cached_property
    def id_name(self) -> str | None:
        if isinstance(self.key_or_refusal, Key):
            return self.key_or_refusal.expected.id_name
        return self.choices.id_column

    @cached_property
    def features(self) -> tuple[str, ...]:
        """The columns that train and test share, but for ids and targets; those of the one file where there is one."""
        headers = list(self.headers.values())
        names = [name for name in headers[-1] if name in headers[0]] if headers else []
        return tuple(name for name in names if name not in (self.id_name, *self.choices.targets))

    @cached_property
    def excerpts(self) -> Mapping[FileRole, Excerpt | RefusedError]:
        others = {FileRole.TRAIN: self.choices.targets, FileRole.TEST: ()}
        found: dict[FileRole, Excerpt | RefusedError] = {}
        for role in NAMES:
            path = self.public_file(role)
            if path is not None:
                try:
                    found[role] = read_excerpt(path, Watch(self.features, others[role], self.id_name), SEED)
                except RefusedError as refusal:
                    found[role] = refusal
        return found

    def excerpt(self, role: FileRole) -> Excerpt | None:
        """None where there is no such file."""
        found = self.excerpts.get(role)
        if isinstance(found, RefusedError):
            raise UnreadableError(NAMES[role])
        return found

    @property
    def train(self) -> Excerpt | None:
        return self.excerpt(FileRole.TRAIN)

    @property
    def test(self) -> Excerpt | None:
        return self.excerpt(FileRole.TEST)

    # Samples of both, as numbers

    @cached_property
    def both(self) -> list[Feature]:
        """The features of the sample of train, then of test, on one scale."""
        excerpts = [excerpt for excerpt in (self.train, self.test) if excerpt is not None]
        if not excerpts:
            return []
        return [
            feature_of(name, pa.concat_arrays([excerpt.column(name) for excerpt in excerpts])) for name in self.features
        ]

    @property
    def train_rows(self) -> int:
        """How many rows of `both` are train."""
        return 0 if self.train is None else len(self.train.places)

    @property
    def of_train(self) -> list[Feature]:
        return [feature.taken(slice(None, self.train_rows)) for feature in self.both]

    @property
    def of_test(self) -> list[Feature]:
        return [feature.taken(slice(self.train_rows, None)) for feature in self.both]

    @cached_property
    def train_targets(self) -> list[Feature]:
        """The targets of the sample of train; none where they stand elsewhere or are texts."""
        train = self.train
        if train is None:
            return []
        make = labels_of if any(role.kind in LABELS for role in self.metric.answers) else feature_of
        found = [make(name, train.column(name)) for name in self.choices.targets if name in train.names]
        return [feature for feature in found if feature.kind is not ColumnKind.TEXT]

    # Test and answers side by side

    @cached_property
    def truth_rows(self) -> Integers:
        """For each row of the test file its row in the key, −1 where it has none."""
        test, key = self.test, self.key
        if test is None or not len(test.ids):
            return np.empty(0, np.int64)
        rows = sum(key.sizes)
        of_answers = np.empty(rows, np.int64)
        of_answers[np.arange(rows)[key.order]] = np.arange(rows)
        places = key.expected.ids.align(Texts.of([test.ids])).places
        return np.where(places >= 0, of_answers[places], -1)

    @cached_property
    def scored_sample(self) -> tuple[Integers, Integers]:
        """Which rows of the sample of test are public or private, and their rows in the key."""
        if not len(self.truth_rows) or self.test is None:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        rows = self.truth_rows[self.test.places]
        scored = np.flatnonzero((rows >= 0) & (rows < sum(self.key.sizes[:2])))
        return scored, rows[scored]

    def is_public(self, rows: Integers) -> Booleans:
        public: Booleans = rows < self.key.sizes[PARTS.index("public")]
        return public
