from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "luoshi_web.supervision"
    label = "supervision"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request."""
        from luoshi_web.supervision import refusals, rights  # noqa: F401
