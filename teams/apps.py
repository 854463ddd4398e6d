from competition.config.rooms import RoomsConfig


class TeamsConfig(RoomsConfig):
    name = "teams"
    default = True
