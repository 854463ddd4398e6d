from secrets import token_hex

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from competition import access
from competition.actions.log import by
from competition.actions.refused import RefusedError
from competition.uploads import largest_upload
from competition.views.lookups import led_competition
from competition.views.pages import require_safe_or_post, typed
from competition.views.teach_competition import page
from scoring.actions.sending import send_for_team
from scoring.actions.submitting import Submitted
from scoring.forms.teaching import SendForTeamForm


@largest_upload(settings.LARGEST_SUBMISSION, who=access.teaches)
@require_safe_or_post
def send(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    initial = {"team": request.GET.get("team", ""), "request_id": token_hex(16)}
    form = SendForTeamForm(typed(request), request.FILES or None, competition=competition, initial=initial)
    if form.is_valid() and (sent := _sent(request, form)):
        messages.success(request, f"{sent.submission.file_name} is in, for {sent.submission.team.name}.")
        return redirect("teach-submission", slug, sent.submission.pk)
    return page(request, competition, "submissions", template="scoring/teach/send.html", form=form)


def _sent(request: HttpRequest, form: SendForTeamForm) -> Submitted | None:
    upload = form.cleaned_data["file"]
    values = {name: form.cleaned_data[name] for name in ("team", "reason", "request_id")}
    try:
        return send_for_team(by=by(request), upload=upload, file_name=upload.name, **values)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return None
