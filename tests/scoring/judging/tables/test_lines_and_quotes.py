"""Rules 2, 3 and 4 of files: line ends, blank lines, quotes after RFC 4180, blanks around cells."""

import pytest

from tests.scoring.judging.tables.files import cells, competition, labels, numbers, wrongs


@pytest.mark.parametrize(
    "file",
    [
        "id,x\na,1\nb,2\nc,3",
        "id,x\r\na,1\r\nb,2\r\nc,3\r\n",
        "id,x\r\na,1\r\nb,2\r\nc,3",
        "id,x\ra,1\rb,2\rc,3\r",
        "id,x\ra,1\rb,2\rc,3",
        "id,x\na,1\r\nb,2\rc,3\n",
        "id,x\r\na,1\nb,2\n\rc,3",
        "\nid,x\na,1\nb,2\nc,3\n",
        "id,x\n\n\na,1\n\nb,2\nc,3\n\n\n",
        "\r\n\r\nid,x\r\n\r\na,1\r\nb,2\r\n\r\nc,3\r\n\r\n",
        "  \nid,x\n \t\na,1\nb,2\n\t\nc,3\n ",
        "\rid,x\r\ra,1\r \rb,2\rc,3\r\r",
        "\n" * 70_000 + "id,x\na,1\nb,2\nc,3\n",
        "\n" * 65_530 + "id,x\na,1\nb,2\nc,3\n",
        "\n" * 1_500_000 + "id,x\na,1\n" + "\r\n" * 1_500_000 + "b,2\nc,3\n",
    ],
)
def test_any_line_ends_and_blank_lines_pass(file: str) -> None:
    assert cells(numbers(), file) == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "file",
    [
        '"id","x"\n"a","1"\n"b","2"\n"c","3"\n',
        '"id",x\r\na,"1"\r\n"b",2\r\nc,3',
        'id,x\ra,"1"\r"b","2"\rc,3',
        'id,x\n"a",1\n\n"b",2\n \n"c",3\n',
        "id, x\n a,1\nb , 2\n c ,\t3 \n",
        " id\t,x \na\t,\t1\n b,2\n\tc, 3\n",
        '"id "," x"\n" a"," 1"\n"b ","2 "\n"\tc\t","\t3"\n',
        'x,id\n"3",c\n1,"a"\n2,b\n',
    ],
)
def test_quotes_and_blanks_around_cells_pass(file: str) -> None:
    assert cells(numbers(), file) == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('"p,q"', "p,q"),
        ('"p\nq"', "p\nq"),
        ('"p\r\nq"', "p\r\nq"),
        ('"p\n\nq"', "p\n\nq"),
        ('"p""q"', 'p"q'),
        ('""""', '"'),
        ('""""""', '""'),
        ('""",""\n"""', '","\n"'),
        ('"\n"', "\n"),
        ('","', ","),
        ('" p "', " p "),
        ('"p\n \nq"', "p\n \nq"),
        (" p ", " p "),
        ("=1+1", "=1+1"),
        ("@p", "@p"),
        ("-", "-"),
        ("+p", "+p"),
        ("'p'", "'p'"),
        ("\\", "\\"),
        ("p;q|r", "p;q|r"),
        ("p\x0bq\x0c\x1cr\x85s\u2028t", "p\x0bq\x0c\x1cr\x85s\u2028t"),
        ("\ufeffp", "\ufeffp"),
        ("日本語 🦉", "日本語 🦉"),
        ("NA", "NA"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_a_text_is_read_letter_for_letter(cell: str, text: str, end: str) -> None:
    key = competition("id,x\n1,p\n", "levenshtein_mean")
    assert cells(key, f"id,x\n1,{cell}{end}") == [text]


@pytest.mark.parametrize("id", ['"p,q"', '"p\nq"', '"p""q"', '"""p"""', "p'q", "=p", "p|q;r", '"\ufeffp"', "\ufeffp"])
def test_an_id_may_hold_anything_that_quotes_can_hold(id: str) -> None:
    key = competition(f"id,x\nz,1\n{id},2\n")
    assert [cells(key, f"id,x\n{id},5\nz,6\n"), cells(key, f"id,x\nz,6\n{id},5\n")] == [[6.0, 5.0]] * 2


def test_a_mark_inside_the_file_belongs_to_its_cell() -> None:
    assert wrongs(numbers(), "id,x\n\ufeffa,1\nb,2\nc,3\n") == ["extra_id 2 id", "missing_id id"]


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ('id,x\na,1\nb,"2\nc,3\n', ["unparseable 3"]),
        ('id,x\na,1\nb,2\nc,3"\n', ["unparseable 4"]),
        ('id,x\na,1\nb,2\n"c,3\n', ["unparseable 4"]),
        ('id,x\na,1\nb,2\nc,"3', ["unparseable 4"]),
        ('id,x\na,1\nb,2\n"', ["unparseable 4"]),
        ('id,x\na,1\n"b"b,2\nc,3\n', ["unparseable 3"]),
        ('id,x\na,1\nb"b",2\nc,3\n', ["unparseable 3"]),
        ('id,x\na,1\n"b" ,2\nc,3\n', ["unparseable 3"]),
        ('id,x\na,1\n "b",2\nc,3\n', ["unparseable 3"]),
        ('id,x\na,1\nb,2\n""c,3\n', ["unparseable 4"]),
        ('id,x\na,1\nb,"2""\nc,3\n', ["unparseable 3"]),
        ('"id,x\na,1\nb,2\nc,3\n', ["unparseable 1"]),
        ('i"d,x\na,1\nb,2\nc,3\n', ["unparseable 1"]),
        ("id,x\na,1\nb,2,\nc,3\n", ["unparseable 3"]),
        ("id,x\na,1\nb\nc,3\n", ["unparseable 3"]),
        ("id,x\na,1,0\nb,2\nc,3,\n", ["unparseable 2", "unparseable 4"]),
        ("id,x\na,1,0\nb,2,0\nc,3,0\n", ["unparseable 2", "unparseable 3", "unparseable 4"]),
        ("id,x\na,1\n,,\nb,2\nc,3\n", ["unparseable 3"]),
        ("id,x\n\na,1\n\nb,2,\n\nc,3\n", ["unparseable 5"]),
        ("id,x\na,1\nb,2\nc,3\n;\n", ["unparseable 5"]),
        ("id,x\na,1\nb,0,5\nc,3\nq,7\n", ["unparseable 3", "extra_id 5 id"]),
        ("id,x\na,1\nb,2,\nc,no\n", ["unparseable 3", "not_numeric 4 x"]),
        ('id,x\na,1\nb,2\nc,3\n""\n', ["unparseable 5"]),
    ],
)
def test_a_stray_quote_or_a_ragged_row_is_refused_at_its_line(file: str, wrong: list[str]) -> None:
    assert wrongs(numbers(), file) == wrong


@pytest.mark.parametrize(
    ("label", "code"), [(" cat", 0), ("cat ", 0), ("\tdog", 1), ('"dog "', 1), ("bird", 2), ('" bird"', 2)]
)
def test_blanks_around_labels_are_trimmed(label: str, code: int) -> None:
    assert cells(labels("cat", "dog"), f"id,x\n0,cat\n1,{label}\n") == [0, code]


def test_other_spaces_are_letters_of_a_label() -> None:
    assert cells(labels("cat", "dog"), "id,x\n0,\u00a0cat\n1,dog\n") == [2, 1]
