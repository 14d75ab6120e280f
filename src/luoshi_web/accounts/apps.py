from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "luoshi_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The app's sentences are known before the first request."""
        from luoshi_web.accounts import refusals  # noqa: F401
