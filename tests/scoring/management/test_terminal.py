from io import StringIO

from django.core.management.base import OutputWrapper

from scoring.management.terminal import ProgressLine, checklist_lines
from scoring.opening.plan import Item, State


def test_names_from_files_do_not_move_the_cursor() -> None:
    item = Item("leaks", "Leaks", State.BAD, "The column “\x1b[2Jx” alone.", "Take it out.", ("“\x1b]0;y\x07”",))
    assert checklist_lines([item.as_plain()]) == [
        "  BAD   Leaks: The column “�[2Jx” alone.",
        "        Take it out.",
        "        “�]0;y�”",
    ]
    out = StringIO()
    ProgressLine(OutputWrapper(out), "beans")(10, "Reading \x1b[2J")
    assert out.getvalue() == "beans: Reading �[2J\n"
