from competition.config.rooms import RoomsConfig


class ScoringConfig(RoomsConfig):
    name = "scoring"
    default = True

    def ready(self) -> None:
        # Models can only be imported once every app is known.
        from competition import fixed_dates, health, launching, loading, personal  # noqa: PLC0415
        from competition import following as competitions  # noqa: PLC0415
        from scoring.actions.forgetting import forget_author  # noqa: PLC0415
        from scoring.actions.revealing import follow_exclusion  # noqa: PLC0415
        from scoring.actions.sample_line import follow_publication  # noqa: PLC0415
        from scoring.actions.standings import follow_dates, follow_team  # noqa: PLC0415
        from scoring.queries.launch import data_in_place  # noqa: PLC0415
        from scoring.queries.personal import sent_and_picked  # noqa: PLC0415
        from scoring.queries.reveals import fixed_by_reveal  # noqa: PLC0415
        from scoring.queries.team_submissions import has_sent  # noqa: PLC0415
        from scoring.queries.waiting import files_waiting  # noqa: PLC0415
        from teams import following, history  # noqa: PLC0415

        launching.register(data_in_place)
        loading.register("scoring.actions.demo.load")
        health.register("scoring", files_waiting)
        personal.register(sent_and_picked, forget_author)
        history.register(has_sent)
        fixed_dates.register(fixed_by_reveal)
        competitions.register(competitions.Event.PUBLISHED, follow_publication)
        competitions.register(competitions.Event.DATES_MOVED, follow_dates)
        for event in following.Event:  # a new name too: a page tells by the board's version whether anything is new
            following.register(event, follow_team)
        following.register(following.Event.EXCLUSION_CHANGED, follow_exclusion)
