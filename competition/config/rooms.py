from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """An app whose models, like every other room that outgrew a file, are a folder with an empty `__init__`."""

    def import_models(self) -> None:
        super().import_models()
        for module in iter_modules(getattr(self.models_module, "__path__", [])):
            import_module(f"{self.name}.models.{module.name}")
