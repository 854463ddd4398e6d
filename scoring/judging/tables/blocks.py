"""The file cut into blocks of whole records, each known to be clean UTF-8 text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.judging.problems import Category, RefusedError, refuse
from scoring.judging.tables.formats import SAVE_AS_UTF_8
from scoring.judging.tables.limits import Limits
from scoring.judging.tables.structure import as_bytes, count_line_ends, last_free_end, misplaced_quote

QUOTING = 'Put a cell that holds a comma, a quote or a line break between quotes ("), and double each quote inside it.'


@dataclass(frozen=True)
class Block:
    text: bytes
    line: int  # the file's line on which it begins, counted from 1
    line_ends: int  # how many it holds

    @classmethod
    def of(cls, text: bytes, line: int) -> "Block":
        return cls(text, line, count_line_ends(text))

    @property
    def is_blank(self) -> bool:
        """Nothing but blank lines: a small archive may unpack to a gigabyte of them."""
        only_blanks = not self.text or self.text.isspace()
        return only_blanks and b"\v" not in self.text and b"\f" not in self.text


def blocks(pieces: Iterable[bytes], limits: Limits) -> Iterator[Block]:
    line, rest = 1, b""
    for piece in pieces:
        text = rest + piece if rest else piece
        end = last_free_end(text)
        if end:
            block = Block.of(text[:end], line)
            yield checked(block)
            line += block.line_ends
        rest = text[end:]
        if len(rest) > limits.record:
            raise endless(rest, line, limits)
    if rest:
        yield checked(Block.of(rest, line))


def line_at(block: Block, place: int) -> int:
    return block.line + count_line_ends(block.text[:place])


def checked(block: Block) -> Block:
    """The block, once it is known to be text with sound quotes."""
    if b"\0" in block.text:
        raise refuse(
            Category.ENCODING,
            "The file holds zero bytes, so it is not plain UTF-8 text.",
            SAVE_AS_UTF_8,
            row=line_at(block, block.text.index(b"\0")),
        )
    if not block.text.isascii():
        check_encoding(block)
    if b'"' in block.text:
        check_quotes(block)
    return block


def check_encoding(block: Block) -> None:
    try:
        block.text.decode()
    except UnicodeDecodeError as error:
        raise refuse(
            Category.ENCODING,
            f"The file is not UTF-8: the byte 0x{block.text[error.start]:02X} cannot stand where it does.",
            SAVE_AS_UTF_8,
            row=line_at(block, error.start),
        ) from None


def check_quotes(block: Block) -> None:
    place = misplaced_quote(as_bytes(block.text))
    if place is not None:
        raise refuse(
            Category.UNPARSEABLE,
            "A quote stands in the middle of a cell, or text follows a closing quote.",
            QUOTING,
            row=line_at(block, place),
        )
    if block.text.count(b'"') % 2:
        raise unclosed(block)


def unclosed(block: Block) -> RefusedError:
    return refuse(
        Category.UNPARSEABLE,
        "A cell is opened by a quote that is never closed.",
        QUOTING,
        row=line_at(block, block.text.rindex(b'"')),
    )


def endless(rest: bytes, line: int, limits: Limits) -> RefusedError:
    block = Block.of(rest, line)
    if b'"' in rest and (b"\n" in rest or b"\r" in rest):
        try:
            check_quotes(block)
        except RefusedError as refusal:
            return refusal
    return refuse(
        Category.TOO_LARGE,
        f"A row is longer than {limits.record:,} bytes.",
        "End each row with a line break.",
        row=line,
    )
