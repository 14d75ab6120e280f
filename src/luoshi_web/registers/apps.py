from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "luoshi_web.registers"
    label = "registers"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request."""
        from luoshi_web.registers import refusals  # noqa: F401
        from luoshi_web.registers.findings import refusals as of_findings  # noqa: F401
        from luoshi_web.registers.findings import rights as rights_of_findings  # noqa: F401
        from luoshi_web.registers.proposals import lapses, rights  # noqa: F401
