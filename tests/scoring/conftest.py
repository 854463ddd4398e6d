from tests.competition.world import files, world

__all__ = ["files", "world"]
