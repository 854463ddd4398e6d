from competition.config.rooms import RoomsConfig


class ScoringConfig(RoomsConfig):
    name = "scoring"
    default = True

    def ready(self) -> None:
        # Models can only be imported once every app is known.
        from competition import launching, loading  # noqa: PLC0415
        from scoring.actions.revealing import follow_exclusion  # noqa: PLC0415
        from scoring.queries.launch import data_in_place  # noqa: PLC0415
        from scoring.queries.sent import has_sent  # noqa: PLC0415
        from teams import following, history  # noqa: PLC0415

        launching.register(data_in_place)
        loading.register("scoring.actions.demo.load")
        history.register(has_sent)
        following.register(following.Event.EXCLUSION_CHANGED, follow_exclusion)
