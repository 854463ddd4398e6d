from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from competition.actions.log import by
from competition.views.downloads import send_made
from competition.views.lookups import staffed_competition
from scoring.actions.class_files import hand_out


@require_safe
def everything(request: HttpRequest, slug: str) -> HttpResponseBase:
    competition = staffed_competition(request, slug)
    blocks = hand_out(competition=competition, by=by(request))
    return send_made(request, blocks, f"{competition.slug}-submissions.zip")
