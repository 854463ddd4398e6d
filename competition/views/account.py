from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from competition.actions.accounts import AliasTakenError, change_profile
from competition.forms.account import ProfileForm
from competition.models.people import User
from competition.queries.personal_data import personal_data
from competition.queries.second_factor import has_second_factor
from competition.views.pages import require_safe_or_post, show, signed_in, typed


@require_safe_or_post
def profile(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = ProfileForm(typed(request), user=user, now=timezone.now())
    if form.is_valid() and _saved(form, user):
        messages.success(request, "Saved.")
        return redirect("account")
    context = {
        "form": form,
        "second_factor": has_second_factor(user),
        "sessions": UserSession.objects.filter(user=user).count(),
        "keys": user.api_keys.filter(revoked_at=None).count(),
    }
    return show(request, "competition/account.html", context)


def _saved(form: ProfileForm, user: User) -> bool:
    try:
        # A copy: the page's frame must not show a name that was refused.
        change_profile(user=User.objects.get(pk=user.pk), **form.cleaned_data)
    except AliasTakenError:
        form.refuse_taken()
        return False
    return True


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    data = personal_data(signed_in(request), now)
    response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="holdout-{now:%Y-%m-%d}.json"'
    return response
