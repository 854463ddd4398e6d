from collections.abc import Mapping
from typing import Any

Values = dict[str, Any]


def differences(stored: object, wanted: Mapping[str, Any]) -> tuple[Values, Values]:
    """Before and after, of what would really change; both empty where nothing would."""
    before = {name: getattr(stored, name) for name, value in wanted.items() if getattr(stored, name) != value}
    return before, {name: wanted[name] for name in before}
