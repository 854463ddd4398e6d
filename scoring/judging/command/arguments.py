"""The words that the command line understands."""

import argparse
import json
from typing import Any, NoReturn

PROGRAM = "python -m scoring.judging"
ABOUT = "Judge prediction files by the very rules of the server, offline."
CODES = "Exit codes: 0 done, 1 the submission was refused, 2 something else is wrong (one line on stderr says what)."

SCORE = f"""examples:
  {PROGRAM} score --answers answers.csv --submission mine.csv --metric auc
  {PROGRAM} score --answers answers.csv --submission mine.csv --metric fbeta --params '{{"beta": 0.5}}' \\
      --columns '{{"target": "ill"}}' --interval
  {PROGRAM} score --batch - --answers answers.csv --metric auc <<< '{{"submission": "mine.csv"}}'

Prints one JSON object: public, private, rows; or error, message, problems, counts.

In a batch each line of the input is one JSON object with the fields answers, submission, metric, params and columns.
What is given as an option need not be repeated. Each line gets one line of output, in order. One that cannot be carried
out gets the error “bad_request”, or “host_error” where the answer file is at fault, and the batch goes on. It ends with
0 when every line got its answer, whatever the answer.

{CODES}"""
CHECK = f"""examples:
  {PROGRAM} check --sample sample_submission.csv --submission mine.csv
  {PROGRAM} check --sample sample_submission.csv --submission mine.csv --metric logloss

With the competition's metric the check is stricter: it knows the range of the numbers and the form of the texts. What
only the answers tell, such as the names of all classes, only the server can check.

{CODES}"""
METRICS = f"""examples:
  {PROGRAM} metrics
  {PROGRAM} metrics auc
  {PROGRAM} metrics --json"""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """In one line: what is wrong, without all that could be said."""
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help\n")


def parser() -> Parser:
    whole = Parser(prog=PROGRAM, description=ABOUT, epilog=CODES)
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_score(command(commands, "score", "score submissions against answers", SCORE))
    add_check(command(commands, "check", "check a submission without the answers", CHECK))
    add_metrics(command(commands, "metrics", "list the metrics, or show one", METRICS))
    return whole


def command(commands: Any, name: str, does: str, epilog: str) -> Parser:
    made: Parser = commands.add_parser(
        name,
        help=does,
        description=does.capitalize() + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(module=name)
    return made


def add_score(score: Parser) -> None:
    score.add_argument("--answers", metavar="FILE", help="the answer file: id, target columns, Usage")
    score.add_argument("--submission", metavar="FILE", help="the file to score: CSV, alone or packed as .zip or .gz")
    add_metric(score)
    score.add_argument("--interval", action="store_true", help="also give the 95 %% interval of each score")
    score.add_argument(
        "--batch", metavar="FILE", help="read one JSON request a line from FILE, or from stdin where it is -"
    )


def add_check(check: Parser) -> None:
    check.add_argument("--sample", metavar="FILE", required=True, help="the competition's sample submission")
    check.add_argument("--submission", metavar="FILE", required=True, help="the file to check")
    add_metric(check)
    check.add_argument("--json", action="store_true", help="print one JSON object instead of text")


def add_metrics(metrics: Parser) -> None:
    metrics.add_argument("id", nargs="?", help="show this metric in full, with its worked example")
    form = metrics.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all that is known, as JSON")
    form.add_argument("--markdown", action="store_true", help="print the whole catalogue as docs/metrics.md has it")


def add_metric(command: Parser) -> None:
    command.add_argument("--metric", metavar="ID", help="which metric; the command “metrics” lists them")
    command.add_argument(
        "--params", type=json_object, metavar="JSON", help="the metric's parameters, such as '{\"k\": 3}'"
    )
    command.add_argument(
        "--columns",
        type=json_object,
        metavar="JSON",
        help='from roles to the names of columns, where those do not tell, such as \'{"id": "row"}\'',
    )


def json_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise argparse.ArgumentTypeError(f"this is not JSON: {text[:40]}") from None
    if not isinstance(value, dict):
        raise argparse.ArgumentTypeError("a JSON object is needed, such as '{\"k\": 3}'")
    return value
