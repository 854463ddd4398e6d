from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from competition.actions.log import by
from competition.views.lookups import led_competition
from competition.views.pages import require_safe_or_post, typed
from competition.views.teach_competition import page
from scoring.actions.board_settings import change_board
from scoring.forms.board import BoardForm
from scoring.queries.settings import board_settings


@require_safe_or_post
def board(request: HttpRequest, slug: str) -> HttpResponse:
    competition = led_competition(request, slug)
    form = BoardForm(typed(request), instance=board_settings(competition))
    if form.is_valid():
        change_board(competition=competition, by=by(request), values=form.cleaned_data)
        messages.success(request, "Saved. The board follows at once.")
        return redirect("teach-board", slug)
    return page(request, competition, "board", template="scoring/teach/board.html", form=form)
