from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "luoshi_web.registers"
    label = "registers"

    def ready(self) -> None:
        """The app's rights and sentences are known before the first request."""
        from luoshi_web.registers import refusals  # noqa: F401
        from luoshi_web.registers.projects import refusals as _projects  # noqa: F401
        from luoshi_web.registers.projects import rights as _of_projects  # noqa: F401
        from luoshi_web.registers.proposals import lapses, rights  # noqa: F401
