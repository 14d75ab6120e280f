"""What ends a command early, in one sentence."""


class CommandFailure(Exception):
    """A sentence for standard error, in the language chosen, and the exit code."""

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code
