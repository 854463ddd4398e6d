"""`check`: what is wrong with a submission, as far as a sample tells. Students run it at home."""

from argparse import Namespace

from scoring.judging.command.failure import DONE, REFUSED, CommandError
from scoring.judging.command.files import opened
from scoring.judging.command.output import print_json, print_text
from scoring.judging.command.request import checked_columns, metric_called
from scoring.judging.command.told import told
from scoring.judging.command.unusable import UnusableError
from scoring.judging.layout import LayoutError
from scoring.judging.metrics.parameters import ParameterError
from scoring.judging.problems import RefusedError
from scoring.judging.sample import Sample, check, read_sample

ONLY_ROUGHLY = "Without --metric, only ids, columns and numbers were checked."


def run(arguments: Namespace) -> int:
    sample = sample_of(arguments)
    try:
        with opened(arguments.submission, "submission") as stream:
            rows = check(sample, stream)
    except RefusedError as refusal:
        say(arguments, refusal.as_plain(), "\n".join(told(refusal)))
        return REFUSED
    praise = f"No problems found, {rows:,} row{'s' * (rows != 1)}."
    say(
        arguments,
        {"rows": rows, "problems": [], "counts": {}},
        praise if sample.metric else f"{praise}\n{ONLY_ROUGHLY}",
    )
    return DONE


def say(arguments: Namespace, value: object, text: str) -> None:
    if arguments.json:
        print_json(value)
    else:
        print_text(text)


def sample_of(arguments: Namespace) -> Sample:
    metric = metric_called(arguments.metric) if arguments.metric else None
    if metric is None and arguments.params:
        raise CommandError("--params needs --metric.")
    columns = checked_columns(arguments.columns or {})
    with opened(arguments.sample, "sample") as stream:
        try:
            return read_sample(stream, metric, arguments.params, columns)
        except RefusedError as refusal:
            raise UnusableError("sample", refusal) from None
        except (LayoutError, ParameterError) as error:
            raise CommandError(str(error)) from None
