from competition.models.competitions import Competition
from scoring.models.boards import BoardSettings


def board_settings(competition: Competition) -> BoardSettings:
    """The defaults, unsaved, where nobody has chosen anything."""
    chosen = BoardSettings.objects.filter(competition=competition).first()
    return chosen or BoardSettings(competition=competition)
