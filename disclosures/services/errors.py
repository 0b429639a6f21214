"""Why a service refuses."""


class NotPossible(Exception):  # noqa: N818 - a refusal, with the sentence that the caller shows
    """The present state does not allow what was asked for."""

    def __init__(self, en: str, *, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh
