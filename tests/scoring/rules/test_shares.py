import pytest

from scoring.rules.shares import suggested_public_percent, suggested_test_percent


@pytest.mark.parametrize(
    ("rows", "test", "public"),
    [(100_000, 30, 30), (1_300, 30, 30), (1_000, 30, 37), (569, 39, 50), (442, 50, 50), (178, 50, 50), (0, 50, 50)],
)
def test_small_files_give_more_to_test_and_to_the_public_part(rows: int, test: int, public: int) -> None:
    assert suggested_test_percent(rows) == test
    assert suggested_public_percent(rows * test // 100) == public


def test_where_there_are_rows_enough_both_parts_have_a_hundred() -> None:
    for rows in range(440, 3_000):
        test = rows * suggested_test_percent(rows) // 100
        public = test * suggested_public_percent(test) // 100
        assert min(public, test - public) >= 100, rows
