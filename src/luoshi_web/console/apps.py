from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "luoshi_web.console"
    label = "console"
