from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "luoshi_web.console"
    label = "console"

    def ready(self) -> None:
        """Whoever sets up a second factor is heard of from the first request on."""
        from luoshi_web.console import second_factor  # noqa: F401
