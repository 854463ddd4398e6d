"""Sign-in through the university (OpenID Connect), from the environment."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from competition.config import environment

NAMES = ("HOLDOUT_OIDC_ISSUER", "HOLDOUT_OIDC_CLIENT_ID", "HOLDOUT_OIDC_CLIENT_SECRET")


def campus_sign_in() -> dict[str, Any]:
    """allauth's SOCIALACCOUNT_PROVIDERS: empty when nothing is set, refused when half is."""
    values = {name: environment.text(name).strip() for name in NAMES}
    missing = [name for name, value in values.items() if not value]
    if len(missing) == len(NAMES):
        return {}
    if missing:
        raise ImproperlyConfigured(
            f"{' and '.join(missing)} not set: sign-in through the university needs {', '.join(NAMES)}. "
            "Set all three, or none."
        )
    issuer, client_id, secret = values.values()
    if not issuer.startswith("https://"):
        raise ImproperlyConfigured(f"HOLDOUT_OIDC_ISSUER is {issuer!r}; it must start with https://.")
    name = environment.text("HOLDOUT_OIDC_NAME", "your university")
    return {"openid_connect": {"APPS": [campus_app(issuer.rstrip("/"), client_id, secret, name)]}}


def campus_app(issuer: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    return {
        "provider_id": "campus",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
