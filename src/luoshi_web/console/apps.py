from importlib import import_module

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "luoshi_web.console"
    label = "console"

    def ready(self) -> None:
        import_module("luoshi_web.console.idle")  # hears of logins from the first on
