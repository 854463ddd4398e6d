"""`metrics`: the catalogue, as a list, in full, as JSON or as a page."""

from argparse import Namespace

from scoring.judging.command import listing, markdown
from scoring.judging.command.described import plain
from scoring.judging.command.failure import DONE
from scoring.judging.command.output import print_json, print_text
from scoring.judging.command.request import metric_called
from scoring.judging.metrics.catalogue import METRICS


def run(arguments: Namespace) -> int:
    metric = None if arguments.id is None else metric_called(arguments.id)
    if arguments.json:
        print_json([plain(each) for each in METRICS.values()] if metric is None else plain(metric))
    elif arguments.markdown:
        print_text(markdown.page())
    else:
        print_text(listing.listing() if metric is None else listing.page(metric))
    return DONE
