from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from competition.actions.allowances import take_each
from competition.actions.keys import make_key, revoke_key
from competition.actions.log import by
from competition.forms.account import KeyForm
from competition.rules import limits
from competition.views.pages import require_safe_or_post, show, signed_in, typed


@never_cache
@require_safe_or_post
def keys(request: HttpRequest) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    form = KeyForm(typed(request))
    if form.is_valid():
        take_each(limits=limits.new_keys(user.pk))
        name, scopes = form.cleaned_data["name"], form.cleaned_data["scopes"]
        key, secret = make_key(user=user, by=by(request), name=name, scopes=scopes, expires_at=form.expires_at(now))
        context = {"key": key, "secret": secret, "site_url": settings.PUBLIC_URL}
        return render(request, "competition/key_made.html", context)
    context = {"form": form, "keys": user.api_keys.all(), "now": now}
    return show(request, "competition/keys.html", context)


@require_safe_or_post
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(signed_in(request).api_keys.filter(revoked_at=None), pk=pk)
    if request.method != "POST":
        return render(request, "competition/key_revoke.html", {"key": key})
    revoke_key(key=key, by=by(request))
    messages.success(request, f"The key “{key.name}” no longer works.")
    return redirect("api-keys")
