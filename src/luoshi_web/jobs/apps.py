from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "luoshi_web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """The app's sentences are known before the first request."""
        from luoshi_web.jobs import refusals  # noqa: F401
