from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "luoshi_web.registers"
    label = "registers"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request."""
        from luoshi_web.registers import refusals  # noqa: F401
        from luoshi_web.registers.proposals import lapses, rights  # noqa: F401
        from luoshi_web.registers.reports import refusals as of_reports  # noqa: F401
        from luoshi_web.registers.reports import rights as rights_of_reports  # noqa: F401
