import pytest
from django.urls import reverse

from scoring.opening.checklist.catalogue import CHECKS
from scoring.opening.plan import Way
from scoring.rules.mending import place_to_mend


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_item_leads_to_a_page(check: object, way: Way) -> None:
    name, label = place_to_mend(check.id, way)  # type: ignore[attr-defined]
    assert reverse(name, args=["beans"]).startswith("/teach/c/beans/")
    assert label.startswith("To the ")


def test_shares_are_mended_where_they_were_said() -> None:
    assert [place_to_mend("sizes", way)[0] for way in (Way.CUT, Way.FILES)] == ["opening-choices", "opening"]
