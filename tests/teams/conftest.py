from tests.competition.world import files
from tests.teams.class_room import room

__all__ = ["files", "room"]
