from competition.config.rooms import RoomsConfig


class CompetitionConfig(RoomsConfig):
    name = "competition"
    default = True
