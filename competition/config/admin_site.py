from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator


class ReadOnly(admin.ModelAdmin[Any]):
    """Looked at, not worked on: changes go through the pages, whose actions check and log them."""

    actions: Any = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What is not shown is not found out by filtering either: ?password__startswith=a."""
        hidden = lookup.split("__", maxsplit=1)[0] in (self.exclude or ())
        return not hidden and super().lookup_allowed(lookup, value, request)


class Site(admin.AdminSite):
    """Django's admin for the superuser alone; it signs in through the same door, with the same second factor."""

    site_header = site_title = "Holdout"
    index_title = "Everything, for the superuser"

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().login(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Pages that other packages bring change and delete, and show secrets: only ours are let in."""
        if admin_class and issubclass(admin_class, ReadOnly):
            super().register(model_or_iterable, admin_class, **options)
