import pytest

from tests.scoring.actions.rescorings.contest import Contest


@pytest.fixture
def contest(db: None) -> Contest:
    return Contest()
