from tests.competition.people import outbox
from tests.competition.world import files, world

__all__ = ["files", "outbox", "world"]
