from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "luoshi_web.publication"
    label = "publication"

    def ready(self) -> None:
        """Rights, sentences and checks are known before the first request."""
        from luoshi_web.publication import checks, refusals, rights  # noqa: F401
