from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "luoshi_web.supervision"
    label = "supervision"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request; a corrected copy of a report reaches the items."""
        from luoshi_web.ledgerstore.renewed import entries_renewed
        from luoshi_web.supervision import refusals, rights  # noqa: F401
        from luoshi_web.supervision.services.corrected import on_renewed
        from luoshi_web.supervision.urging import security  # noqa: F401  # tells people what is done to their logins

        entries_renewed.connect(on_renewed, dispatch_uid="supervision.corrected")
