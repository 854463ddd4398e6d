import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.access.world import World
from tests.factories import NOW

# As on a real site, where nothing of the demo is open; and without the limits on how often one may ask.
REAL_SITE = {
    "DEMO": False,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once; nothing of it outlives the module, and every request undoes its own writes."""
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its line
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        override_settings(**REAL_SITE),
        transaction.atomic(),
    ):
        yield World()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
