"""Nothing that answers a request opens a file of the inbox or of the answers: the source is walked, not a list."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("competition", "teams", "scoring", "grades")
DOOR = "scoring.worker_files"
TASKS = "scoring.tasks."
GIVES_OUT = {"open", "path", "folder", "take"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts), parsed(path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported(tree: ast.Module, *, when_loaded: bool = False) -> set[str]:
    """Modules that the source names, wherever it does; or only those that come with it when it is loaded."""
    nodes = tree.body if when_loaded else list(ast.walk(tree))
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def importers(module: str) -> set[str]:
    return {name for name, tree in modules() if module in imported(tree)}


def reads_of_shelves(tree: ast.Module) -> list[str]:
    return [
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"inbox", "answers"}
        and node.attr in GIVES_OUT
    ]


def names_a_secret_shelf(tree: ast.Module) -> bool:
    """What students sent is no secret to themselves, so that shelf may be read where a request is answered."""
    return not imported(tree).isdisjoint({"scoring.shelves.inbox", "scoring.shelves.answers"})


def test_only_deeds_and_the_door_name_the_shelves() -> None:
    assert {name.split(".")[1] for name, tree in modules() if names_a_secret_shelf(tree)} == {"actions", "worker_files"}


def test_only_the_door_gives_out_what_lies_on_them() -> None:
    reads = {name: reads_of_shelves(tree) for name, tree in modules() if "scoring.shelves" in imported(tree)}
    assert {name for name, found in reads.items() if found} == {DOOR}
    assert set(reads[DOOR]) == {"answers.path", "answers.take", "inbox.path"}


def leading_to_the_door() -> set[str]:
    """Whoever can reach it, over however many others. A task is the end: whoever rings for it does not run it."""
    found, news = set(), {DOOR}
    while news:
        found |= news
        reached = {name for name in news if not name.startswith(TASKS)}
        news = {name for module in reached for name in importers(module)} - found
    return found - {DOOR}


def test_only_work_and_commands_of_the_terminal_lead_to_the_door() -> None:
    rooms = {name.split(".")[1] for name in leading_to_the_door()}
    assert rooms <= {"actions", "tasks", "management"}


def test_the_web_process_that_rings_does_not_load_the_work() -> None:
    loaded = {name: imported(tree, when_loaded=True) for name, tree in modules() if name.startswith(TASKS)}
    assert {name for name, found in loaded.items() if found & leading_to_the_door()} == set()


def test_the_folders_are_named_by_the_shelves_alone() -> None:
    named = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and node.value in {"INBOX_FILES", "ANSWER_FILES"})
        or (isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).endswith(("INBOX_FILES", "ANSWER_FILES")))
    }
    assert named == {"scoring.shelves", "competition.config.settings"}
