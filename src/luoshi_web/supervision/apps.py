from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "luoshi_web.supervision"
    label = "supervision"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request."""
        from luoshi_web.supervision import refusals, rights  # noqa: F401
        from luoshi_web.supervision.urging import security  # noqa: F401  # tells people what is done to their logins
