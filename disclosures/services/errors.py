"""Why a service refuses."""


class NotPossible(Exception):  # noqa: N818 - a refusal, with the sentence that the caller shows
    """The present state does not allow what was asked for."""
