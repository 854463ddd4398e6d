from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.views.lookups import led_competition
from competition.views.pages import require_safe_or_post, signed_in, typed
from competition.views.teach_competition import page
from scoring.actions.placing import copy_competition
from scoring.forms.copying import CopyForm


@require_safe_or_post
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    form = CopyForm(typed(request), user=signed_in(request))
    if form.is_valid():
        course, address = form.cleaned_data["course"], form.cleaned_data["slug"]
        try:
            made = copy_competition(competition=competition, course=course, by=by(request), slug=address)
        except RefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(
                request, "The copy is a draft. Its dates were moved by whole weeks: look whether they fit."
            )
            return redirect("teach-competition-dates", made.slug)
    return page(request, competition, "copy", template="scoring/copy.html", form=form)
