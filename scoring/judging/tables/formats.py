"""Telling from its first bytes what a file is that is not a CSV. Names and endings are not believed."""

from scoring.judging.problems import Category, RefusedError, refuse

SAVE_AS_CSV = "Save it as a CSV file: plain text, commas between the columns, one row to a line."

SIGNATURES = (
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a rich text document"),
)
ARCHIVES = (
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
TEXTS = (
    (b"<!doctypehtml", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b'{"', "a JSON file"),
    (b"{}", "a JSON file"),
    (b"[{", "a JSON file"),
    (b"[[", "a JSON file"),
)
PICKLE_PROTOCOLS = range(2, 6)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\x00\x00\xfe\xff", "UTF-32"))
SAVE_AS_UTF_8 = "Save the file with the encoding UTF-8, in a spreadsheet as “CSV UTF-8”."


def is_zip(head: bytes) -> bool:
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def is_gzip(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def refusal_of(head: bytes) -> RefusedError | None:
    """The refusal of a file whose first bytes are not those of a CSV file."""
    for start, name in SIGNATURES:
        if head.startswith(start):
            return other_format(name)
    if head[:1] == b"\x80" and head[1:2] and head[1] in PICKLE_PROTOCOLS:
        return other_format("a Python pickle, which is never opened here")
    for start, name in ARCHIVES:
        if head.startswith(start):
            return refuse(
                Category.BAD_ARCHIVE,
                f"This is a {name} archive.",
                "Send the CSV file itself, or packed as .zip or .gz.",
            )
    for start, name in OTHER_ENCODINGS:
        if head.startswith(start):
            return refuse(Category.ENCODING, f"The file is written in {name}, not in UTF-8.", SAVE_AS_UTF_8, row=1)
    beginning = b"".join(head.removeprefix(BYTE_ORDER_MARK).lower().split())
    for start, name in TEXTS:
        if beginning.startswith(start):
            return other_format(name)
    return None


def other_format(name: str) -> RefusedError:
    return refuse(Category.UNSUPPORTED_FORMAT, f"This is {name}, not a CSV file.", SAVE_AS_CSV)
