"""A submission's own bytes, for ever, and what was wrong with them."""

from functools import partial

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from competition.views.downloads import Stored, send_made, send_stored
from scoring.queries.keys import active_key
from scoring.queries.submissions import judgement_of
from scoring.rules import annotations
from scoring.shelves import submissions
from scoring.views.submissions.lookups import submission_of


@require_safe
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    found = submission_of(request, slug, pk)
    return send_stored(request, Stored(submissions, found.sha256, found.size, found.file_name))


@require_safe
def annotated(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The file with what is wrong beside each line; of one that is packed or no text, the list alone."""
    found = submission_of(request, slug, pk)
    judgement = judgement_of(found, active_key(found.competition))
    if judgement is None or judgement.problems is None:
        raise Http404
    problems = judgement.problems["problems"]
    with submissions.open(found.sha256) as handle:
        as_text = annotations.is_text(handle.read(512))
    if as_text:
        blocks, ending = annotations.annotated(partial(submissions.open, found.sha256), problems), "annotated"
    else:
        blocks, ending = annotations.listed(problems), "problems"
    return send_made(request, blocks, annotations.named(found.file_name, ending))
