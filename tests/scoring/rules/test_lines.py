from scoring.judging.standings import Medal
from scoring.rules.lines import medal_of, zone_ends


def test_zones_end_with_their_last_team() -> None:
    assert [zone_ends(teams) for teams in (0, 1, 100)] == [[], [0, 0, 0], [9, 19, 39]]
    assert [medal_of(order, (-0.9, -0.8, -0.7)) for order in (-1.0, -0.9, -0.85, -0.7, -0.6)] == [
        Medal.GOLD,
        Medal.GOLD,
        Medal.SILVER,
        Medal.BRONZE,
        None,
    ]
