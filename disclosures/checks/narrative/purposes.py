"""Which kind of account a stated purpose belongs to, for the kinds whose words cannot be mistaken."""

from __future__ import annotations

KINDS: dict[str, tuple[str, ...]] = {
    "住房": ("住房", "公积金", "购房", "房租", "提租"),
    "医疗": ("医疗", "医保"),
    "养老": ("养老", "年金", "离退休", "退休"),
    "教育": ("教育", "培训", "学校"),
    "抚恤": ("抚恤", "遗属", "死亡"),
}


def contradicting_purpose(account: str, purpose: str) -> str | None:
    """The one other kind a purpose speaks of, where it does not speak of the account's own; else None."""
    own = {kind for kind, words in KINDS.items() if any(word in account for word in words)}
    spoken = {kind for kind, words in KINDS.items() if any(word in purpose for word in words)}
    if len(own) != 1 or not spoken or own & spoken or len(spoken) > 1:
        return None
    return next(iter(spoken))
