from django.apps import AppConfig


class LedgerstoreConfig(AppConfig):
    name = "luoshi_web.ledgerstore"
    label = "ledgerstore"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request."""
        from luoshi_web.ledgerstore import refusals, rights  # noqa: F401
