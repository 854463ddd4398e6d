"""By which answers and which metric a competition is scored, and asking for others."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from competition import access
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.uploads import largest_upload
from competition.views.lookups import staffed_competition
from competition.views.pages import require_safe_or_post, typed
from competition.views.teach_competition import page
from scoring.actions.rescorings.proposing import propose
from scoring.forms.proposing import ProposalForm
from scoring.judging.metrics.catalogue import FAMILIES, METRICS
from scoring.models.keys import AnswerKey
from scoring.queries import rescorings as queries
from scoring.queries.keys import active_key


@largest_upload(settings.LARGEST_DATA_FILE, who=access.teaches)
@require_safe_or_post
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    competition = staffed_competition(request, slug)
    if request.method == "POST" and not access.leads(request.user, competition.course):
        raise PermissionDenied("Only instructors of this course can change this.")
    key = active_key(competition)
    if "look" in request.POST:
        return redirect(f"{reverse('teach-answers', args=[slug])}?metric={request.POST.get('metric', '')}")
    form = form_of(request, key) if key and competition.published_at else None
    if form and form.is_valid() and proposed(request, competition, form):
        return redirect("teach-answers", slug)
    return keys_page(request, competition, form)


def form_of(request: HttpRequest, key: AnswerKey) -> ProposalForm:
    asked = request.POST.get("metric") or request.GET.get("metric") or key.metric
    if asked not in METRICS:
        raise Http404
    return ProposalForm(typed(request), request.FILES or None, metric=METRICS[asked], key=key)


def proposed(request: HttpRequest, competition: Competition, form: ProposalForm) -> bool:
    values = form.terms() | {"upload": form.cleaned_data["file"], "reason": form.cleaned_data["reason"]}
    try:
        propose(competition=competition, by=by(request), **values)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "The new answers are being read. What would change is shown here in a moment.")
    return True


def keys_page(request: HttpRequest, competition: Competition, form: ProposalForm | None) -> HttpResponse:
    proposal = queries.newest_proposal(competition)
    context = {
        "form": form,
        "metric": form.metric if form else None,
        "families": FAMILIES,
        "versions": queries.versions(competition),
        "proposal": proposal,
        "rescoring": queries.open_rescoring(competition),
    }
    return page(request, competition, "answers", template="scoring/answers/keys.html", **context)
