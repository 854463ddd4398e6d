"""The files that a competition begins with."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from competition import access
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.models.competitions import Competition
from competition.uploads import largest_upload
from competition.views.lookups import led_competition
from competition.views.pages import require_safe_or_post
from scoring.actions.openings.files import choose_way, receive_file, remove_file
from scoring.forms.files import NAMES, FileForm, ProbeForm, SentFileForm, WayForm
from scoring.models.openings import InboxFile, Opening
from scoring.opening.plan import FileRole, Way
from scoring.queries import openings as queries
from scoring.rules.ways import belongs
from scoring.views.opening.frame import do, opening_page

PROBE = "probe"  # its form stands beside the other on one page


@largest_upload(settings.LARGEST_DATA_FILE, who=access.teaches)
@require_safe_or_post
def files(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    opening = queries.opening_of(competition)
    form, probe_form, sent_form = forms_of(request, opening)
    if sent_form and sent_form.is_valid() and received(request, competition, sent_form):
        return redirect("opening", slug)
    return files_page(request, opening, form, probe_form)


def forms_of(request: HttpRequest, opening: Opening) -> tuple[SentFileForm, ProbeForm, FileForm | None]:
    """The two of the page, and the one of them that was sent."""
    way, wanted = Way(opening.way), queries.sent(opening).wanted
    initial = {"role": wanted[0] if wanted else FileRole.EXTRA}
    if request.method != "POST":
        return SentFileForm(way=way, initial=initial), ProbeForm(prefix=PROBE), None
    if f"{PROBE}-expected" in request.POST:
        probe_form = ProbeForm(request.POST, request.FILES, prefix=PROBE)
        return SentFileForm(way=way, initial=initial), probe_form, probe_form
    form = SentFileForm(request.POST, request.FILES, way=way)
    return form, ProbeForm(prefix=PROBE), form


def files_page(request: HttpRequest, opening: Opening, form: SentFileForm, probe_form: ProbeForm) -> HttpResponse:
    context = {
        "form": form,
        "probe_form": probe_form,
        "way_form": WayForm(initial={"way": opening.way}),
        "sent": queries.sent(opening),
        "names": NAMES,
        "seen": queries.seen_of(opening),
    }
    answer = opening_page(request, opening, "files", **context)
    if probe_form.errors:
        answer.status_code = 422
    return answer


def received(request: HttpRequest, competition: Competition, form: FileForm) -> bool:
    values: dict[str, Any] = {"role": FileRole.PROBE} | form.cleaned_data
    upload = values.pop("file")
    try:
        receive_file(competition=competition, by=by(request), upload=upload, name=upload.name, **values)
    except RefusedError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, f"{upload.name} is in.")
    return True


@require_POST
def way(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first where files have no place in the other way."""
    competition = led_competition(request, slug)
    form = WayForm(request.POST)
    if not form.is_valid():
        return redirect("opening", slug)
    opening, chosen = queries.opening_of(competition), form.cleaned_data["way"]
    let_go = [file for file in queries.sent(opening).data if not belongs(FileRole(file.role), chosen)]
    if let_go and not form.cleaned_data["sure"]:
        again = WayForm(initial={"way": chosen, "sure": True})
        return opening_page(request, opening, "way", form=again, chosen=chosen, let_go=let_go)
    do(request, "", choose_way, competition=competition, way=chosen)
    return redirect("opening", slug)


@require_safe_or_post
def file_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    competition = led_competition(request, slug)
    file = get_object_or_404(InboxFile, pk=pk, opening__competition=competition)
    if request.method == "POST":
        do(request, f"{file.name} is removed.", remove_file, file=file)
        return redirect("opening", slug)
    return opening_page(request, queries.opening_of(competition), "file_remove", file=file)
