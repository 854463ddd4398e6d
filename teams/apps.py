from competition.config.rooms import RoomsConfig


class TeamsConfig(RoomsConfig):
    name = "teams"
    default = True

    def ready(self) -> None:
        # Models can only be imported once every app is known.
        from competition import personal  # noqa: PLC0415
        from teams.actions.forgetting import forget  # noqa: PLC0415
        from teams.queries.personal import personal_part  # noqa: PLC0415

        personal.register(personal_part, forget)
