from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "scoring.vault"
    label = "vault"
    default = True
