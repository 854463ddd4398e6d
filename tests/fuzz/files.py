"""Making submissions, sound and spoilt, and spoiling those that there are. Everything follows from the dice given."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.fuzz.cases import CASES, LIMITS, Case

MOST = 20_000
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
CELLS = """nan inf -inf 1e400 -1e999 NA null None 1,5 1,234.5 50% $5 0x1F 1_000 ٣ −1 True yes 1e 1e+ . + - +-1 1.5.2
    1e308 -1e308 1e200 5e-324 0.5 2.5 9007199254740993 00 -0 1f 1d infinity nan(1)
    ' " "" \ufeff \xa01 \v1 a;b a\tb""".split()
TOKENS: list[bytes] = [
    *(cell.encode() for cell in CELLS),
    *(bytes([each]) for each in b'",\r\n\t ;|\0\xff\x80'),
    b"\r\n",
    b"\n\n",
    b'","',
    b'"\n"',
    b'\n"',
    b"\xef\xbb\xbf",
]
Grid = list[list[str]]


def sound(case: Case, dice: Random) -> Grid:
    rows = [[name, dice.choice(case.predictions)] for name in case.ids]
    if dice.random() < 0.5:
        dice.shuffle(rows)
    return [list(case.header), *rows]


def cell_changed(grid: Grid, dice: Random) -> None:
    row = dice.choice(grid[1:] or grid)
    row[-1] = dice.choice(
        [*CELLS, "", " ", "x" * dice.choice((1024, 1025, LIMITS.cell, LIMITS.cell + 1)), "0" * 1100 + "1", "1\n"]
    )


def id_changed(grid: Grid, dice: Random) -> None:
    row = dice.choice(grid[1:] or grid)
    changed: list[Callable[[str], str]] = [
        lambda name: "0" + name,
        lambda name: "+" + name,
        lambda name: name + ".0",
        lambda name: name + "\0",
        lambda name: name * 2,
        lambda name: name[:-1],
        lambda name: name.swapcase(),
        lambda name: f"\t{name} ",
        lambda name: name.ljust(LIMITS.word + dice.randrange(2), "x"),
        lambda name: hex(int(name)) if name.isdecimal() else name + "\xa0",
        lambda _: dice.choice(grid)[0],
    ]
    row[0] = dice.choice(changed)(row[0])


def row_dropped(grid: Grid, dice: Random) -> None:
    del grid[dice.randrange(len(grid))]


def row_repeated(grid: Grid, dice: Random) -> None:
    grid.insert(dice.randrange(1, len(grid) + 1), list(dice.choice(grid)))


def row_replaced(grid: Grid, dice: Random) -> None:
    grid[dice.randrange(len(grid))] = list(dice.choice(grid))


def row_cut_or_lengthened(grid: Grid, dice: Random) -> None:
    row = dice.choice(grid)
    row.pop() if dice.random() < 0.5 and len(row) > 1 else row.append(dice.choice(CELLS))


def header_changed(grid: Grid, dice: Random) -> None:
    grid[0][dice.randrange(len(grid[0]))] = dice.choice(["id", "ID", " value ", "value", "", "Usage", "\ufeffid"])


def column_added(grid: Grid, dice: Random) -> None:
    for row in grid:
        row.append(dice.choice(("1", "", "id", "value")))


FAULTS = (
    cell_changed,
    id_changed,
    row_dropped,
    row_repeated,
    row_replaced,
    row_cut_or_lengthened,
    header_changed,
    column_added,
)


def dressed(grid: Grid, dice: Random) -> bytes:
    """As text. Line ends, quotes, blanks, blank lines and the order of columns are for the dice to choose."""
    ends = dice.choice((["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]))
    quoting, blanks, gaps = (dice.choice((0.0, 0.0, 0.3, 1.0)) * dice.random() for _ in range(3))
    if dice.random() < 0.3:
        grid = [row[::-1] for row in grid]
    text = []
    for row in grid:
        cells = []
        for cell in row:
            spaced = f"{' ' * dice.randrange(2)}{cell}{chr(9) * dice.randrange(2)}" if dice.random() < blanks else cell
            quoted = dice.random() < quoting or re.search(r'[",\r\n]', spaced)
            cells.append('"' + spaced.replace('"', '""') + '"' if quoted else spaced)
        text.append(",".join(cells) + dice.choice(ends))
        if dice.random() < gaps:
            text.append(dice.choice(("", " ", "\t \t")) + dice.choice(ends))
    if text and dice.random() < 0.05:
        text[0] = text[0].strip().ljust(LIMITS.header + dice.randrange(2)) + "\n"
    whole = "".join(text)
    if dice.random() < 0.02:
        return whole.ljust(LIMITS.size + dice.randrange(2), "\n").encode()
    return ("\ufeff" * (dice.random() < 0.2) + (whole.rstrip("\r\n") if dice.random() < 0.3 else whole)).encode()


def bytes_changed(file: bytes, dice: Random) -> bytes:
    """A token put in, in place of others or not; a stretch taken out or doubled."""
    begin = dice.randrange(len(file) + 1)
    end = min(len(file), begin + dice.choice((0, 0, 1, 1, 2, 5, 30)))
    middle = dice.choice([dice.choice(TOKENS), b"", file[begin:end] * 2])
    return file[:begin] + middle + file[end:]


def packed(file: bytes, dice: Random) -> bytes:
    """Now and then twice, cut short, or with something behind it."""
    archive = gzip.compress(file, mtime=0) if dice.random() < 0.5 else zipped(file, dice)
    choice = dice.random()
    if choice < 0.1:
        return packed(archive, dice)
    if choice < 0.2:
        return archive[: -dice.randrange(1, 10)]
    return archive + archive if choice < 0.3 else archive


def zipped(file: bytes, dice: Random) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", dice.choice(PACKINGS)) as archive:
        for name in dice.choice((["s.csv"], ["s.csv"], ["s.csv"], ["__MACOSX/s.csv", "s.csv"], ["a.csv", "b.csv"], [])):
            archive.writestr(zipfile.ZipInfo(name), file, archive.compression)
    return held.getvalue()


def unpacked(file: bytes) -> bytes | None:
    """What one of our own archives holds, if it is still whole."""
    try:
        if file.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(file, MOST)
        with zipfile.ZipFile(io.BytesIO(file)) as archive, archive.open(archive.infolist()[0]) as member:
            return member.read(MOST)
    except Exception:
        return None


def made(dice: Random) -> bytes:
    """A file with its case before it, as `check` takes it. Half of them are sound."""
    number = dice.randrange(len(CASES))
    grid = sound(CASES[number], dice)
    faults = dice.choice((0, 0, 1, 1, 2, 5))
    for _ in range(faults):
        if grid:
            dice.choice(FAULTS)(grid, dice)
    file = dressed(grid, dice)
    if faults and dice.random() < 0.3:
        file = bytes_changed(file, dice)
    if dice.random() < 0.15:
        file = packed(file, dice)
        if dice.random() < 0.3:
            file = bytes_changed(file, dice)
    return bytes([number, dice.randrange(256)]) + file


def mutated(data: bytes, dice: Random) -> bytes:
    """Inside an archive as well as outside."""
    settings, file = data[:2], data[2:]
    inner = unpacked(file) if file[:2] in (b"\x1f\x8b", b"PK") and dice.random() < 0.7 else None
    text = file if inner is None else inner
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        text = bytes_changed(text, dice)
    return settings + (text if inner is None else packed(text, dice))
