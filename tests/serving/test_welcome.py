import pytest
from pytest_django import Settings

from competition.serving.welcome import lines


@pytest.mark.parametrize(("bind", "warned"), [("127.0.0.1", False), ("::1", False), ("0.0.0.0", True), ("::", True)])  # noqa: S104
def test_a_demo_that_others_can_reach_says_so(settings: Settings, bind: str, warned: bool) -> None:
    settings.DEMO, settings.BIND, settings.PORT = True, bind, 8000
    warning = f"Whoever reaches {bind} port 8000 can sign in like this and read the demo's mail."
    assert (warning in lines()) is warned
