"""Slips of the hand that a reader of files could hold."""

from tests.access.mutation import Mutant

TABLES = "scoring.judging.tables"
READING, CAREFUL = (f"{TABLES}.{name}" for name in ("reading", "careful"))
BLOCKS, HEADER, SOURCE = (f"{TABLES}.{name}" for name in ("blocks", "header", "source"))
NUMBERS, LABELS = (f"{TABLES}.{name}_column" for name in ("number", "label"))
IDS, ROW_NUMBERS, STRUCTURE = (f"{TABLES}.{name}" for name in ("ids", "row_numbers", "structure"))
SUBMISSION = "scoring.judging.submission"

SLIPS = [
    Mutant("ids compare as numbers", f"{ROW_NUMBERS}:whole_numbers", "!= ZERO", ">= 0"),
    Mutant("a row number is missing", f"{ROW_NUMBERS}:RowNumbers.rows_of", "None if rows.min() < 0 else rows", "rows"),
    Mutant("a row number lies below", f"{ROW_NUMBERS}:RowNumbers.rows_of", "numbers.min() < 0 or ", ""),
    Mutant("a row number lies beyond", f"{ROW_NUMBERS}:RowNumbers.rows_of", " or numbers.max() >= self.size", ""),
    Mutant("an id is looked up below", f"{ROW_NUMBERS}:RowNumbers.places_of", "(numbers < 0) | ", ""),
    Mutant("an id is looked up beyond", f"{ROW_NUMBERS}:RowNumbers.places_of", "] = self.size", "] = 0"),
    Mutant("an id may occur twice", f"{IDS}:Alignment.rows", "None if (rows < 0).any() else rows", "rows"),
    Mutant(
        "ids are not compared",
        f"{IDS}:Ids.places_by_sorting",
        "np.array_equal(numbers, self.sorted)",
        "len(numbers) == len(self)",
    ),
    Mutant(
        "rows go backwards",
        f"{IDS}:Alignment.rows",
        "rows[self.places] = np.arange(self.size)",
        "rows[:] = self.places",
    ),
    Mutant("blanks stay around ids", f"{READING}:read_quickly", "numbers.trimmed(ids)", "ids"),
    Mutant(
        "blanks stay",
        f"{CAREFUL}:read_carefully",
        "numbers.trimmed(read[table.id_name].chunk(0))",
        "read[table.id_name].chunk(0)",
    ),
    Mutant("blank ids pass", f"{READING}:read_quickly", "== 0:", "== -1:"),
    Mutant("a long cell passes", f"{CAREFUL}:too_long", "pc.greater(", "pc.less("),
    Mutant("the longest cell is too long", f"{CAREFUL}:too_long", "pc.greater(", "pc.greater_equal("),
    Mutant("the longest id is too long", f"{CAREFUL}:check_ids", "lengths > limits", "lengths >= limits"),
    Mutant(
        "faults lie a line too low", f"{CAREFUL}:read_carefully", "lines = block.line +", "lines = 1 + block.line +"
    ),
    Mutant("ragged rows lie a line too low", f"{CAREFUL}:ragged", "first_line +", "first_line + 1 +"),
    Mutant(
        "ragged rows are left out", f"{CAREFUL}:read_carefully", "np.flatnonzero(~whole)", "np.flatnonzero(~whole)[:0]"
    ),
    Mutant("a byte less than the limit", f"{SOURCE}:pieces", "size > limits.size", "size >= limits.size"),
    Mutant("only a piece is measured", f"{SOURCE}:pieces", "size += len(piece)", "size = len(piece)"),
    Mutant("the mark stays", f"{SOURCE}:pieces", ".removeprefix(BYTE_ORDER_MARK)", ""),
    Mutant("an archive in an archive", f"{SOURCE}:plain_reader", "if first and", "if not first and"),
    Mutant("any packing will do", f"{SOURCE}:only_member", "not in PACKINGS", "in ()"),
    Mutant("more may follow", f"{SOURCE}:gunzipped", "unpacker.unused_data or stream.read(1)", "False"),
    Mutant("an archive may end early", f"{SOURCE}:gunzipped", "raise EOFError", "return b''"),
    Mutant("the longest header is too long", f"{HEADER}:split_header", "end > limits", "end >= limits"),
    Mutant("columns too many", f"{HEADER}:check_names", "[] if others_allowed", "[] if True"),
    Mutant("zero bytes pass", f"{BLOCKS}:checked", 'if b"\\0" in block.text', "if False"),
    Mutant("bytes are text", f"{BLOCKS}:checked", "not block.text.isascii()", "False"),
    Mutant("quotes stay open", f"{BLOCKS}:check_quotes", "% 2", "% 1"),
    Mutant("quotes open anywhere", f"{STRUCTURE}:misplaced_quote", "% 2 == 0", "% 2 == 2"),
    Mutant("quotes close anywhere", f"{STRUCTURE}:misplaced_quote", "% 2 == 0", "% 2 < 2"),
    Mutant("inside is outside", f"{STRUCTURE}:outside", "% 2, 0", "% 2, 1"),
    Mutant(
        "Windows ends a line twice", f"{STRUCTURE}:line_ends", "returns[:-1] & feeds[1:]", "returns[:-1] & returns[1:]"
    ),
    Mutant("old line ends do not count", f"{STRUCTURE}:count_line_ends", '"\\r" not in text', '"\\r" in text'),
    Mutant(
        "no number is one",
        f"{NUMBERS}:NumberColumn.take",
        "not (self.low <= lowest and highest <= self.high",
        "(lowest < self.low or highest > self.high",
    ),
    Mutant("overflow is a number", f"{NUMBERS}:NumberColumn.complain_of_cells", "~(formed & finite)", "~formed"),
    Mutant("blanks stay around numbers", f"{NUMBERS}:NumberColumn.look", "numbers.trimmed(cells)", "cells"),
    Mutant("the bound is outside", f"{NUMBERS}:NumberColumn.look", "self.low <= values", "self.low < values"),
    Mutant("a blank is a class", f"{LABELS}:LabelColumn.is_label", 'word != ""', "True"),
    Mutant("a share is a class", f"{LABELS}:LabelColumn.may_be_class", "if self.classes.whole", "if False"),
    Mutant(
        "leading zeros are nothing",
        f"{TABLES}.labels:are_numbers",
        "min_count=0).as_py():\n        return False\n    return",
        "min_count=0).as_py():\n        pass\n    return",
    ),
    Mutant("an id twice is not said", f"{SUBMISSION}:complain_of_ids", "alignment.repeated", "alignment.repeated[:0]"),
    Mutant("foreign ids are not said", f"{SUBMISSION}:complain_of_ids", "extra, strange", "extra[:0], strange"),
    Mutant("missing ids are not said", f"{SUBMISSION}:complain_of_ids", "alignment.missing", "alignment.missing[:0]"),
    Mutant(
        "only what is shown counts",
        "scoring.judging.problems:Findings.add_each",
        "+= len(places)",
        "+= min(room, len(places))",
    ),
    Mutant("private rows are public", "scoring.judging.answers:Key.rows", "self.sizes[:number]", "self.sizes[:0]"),
    Mutant(
        "rows in the file's order", "scoring.judging.answers:read_answers", "(usage[1:] >= usage[:-1]).all()", "True"
    ),
]
