"""The `data` of each event type: its fields with an example each. Samples and OpenAPI come from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from rest_framework import serializers

MAX_BODY_BYTES = 20_000
"""Standard Webhooks asks for small payloads; what does not fit is behind the links."""

SAMPLE_TIMESTAMP = "2024-08-20T09:30:00+08:00"
_UPLOAD = "0198c9b2-7c55-7d01-9a3e-5f0f6f7c1a2b"
_API = "https://finance.example.org/api/v1"


class Sentences(serializers.Serializer[Any]):
    """One thing said in Chinese and in English."""

    zh = serializers.CharField(initial="合计 100.00 与各项之和 99.00 相差 1.00。")
    en = serializers.CharField(initial="The total 100.00 differs from the sum of its items 99.00 by 1.00.")


class FindingBrief(serializers.Serializer[Any]):
    """A finding as far as a message can tell it; the link has the cells."""

    rule = serializers.CharField(initial="T03-02")
    instance = serializers.CharField(initial="T03-02[20103,total]")
    severity = serializers.CharField(initial="error")
    message = Sentences()
    page_picture = serializers.URLField(
        allow_null=True,
        initial=f"{_API}/uploads/{_UPLOAD}/pages/9.png",
        help_text="where the format has pages",
    )


class EventData(serializers.Serializer[Any]):
    sequence = serializers.IntegerField(
        initial=4711, help_text="grows with each event; messages may arrive in another order"
    )


class UploadEventLinks(serializers.Serializer[Any]):
    upload = serializers.URLField(initial=f"{_API}/uploads/{_UPLOAD}/")
    report = serializers.URLField(initial=f"{_API}/uploads/{_UPLOAD}/report/")
    findings = serializers.URLField(initial=f"{_API}/uploads/{_UPLOAD}/findings/")


class UploadData(EventData):
    """What came of an upload."""

    upload_id = serializers.CharField(initial=_UPLOAD)
    status = serializers.CharField(initial="invalid")
    name = serializers.CharField(initial="2023年度部门决算.pdf", help_text="the file's name as given")
    sha256 = serializers.CharField(initial="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    reference = serializers.CharField(
        initial="your-reference-42", allow_blank=True, help_text="the uploader's own reference"
    )
    department = serializers.CharField(allow_null=True, initial="示例市财政局")
    fiscal_year = serializers.IntegerField(allow_null=True, initial=2023)
    code = serializers.CharField(
        allow_null=True,
        initial=None,
        help_text="why it is unreadable or failed: `encrypted`, `no_text_layer` …",
    )
    message = Sentences(allow_null=True, help_text="the same in a sentence")
    findings_by_severity = serializers.DictField(
        child=serializers.IntegerField(), initial={"error": 1, "warning": 0, "notice": 2, "info": 1}
    )
    findings = FindingBrief(many=True, help_text="the first, worst first; all of them are behind the link")
    findings_left_out = serializers.IntegerField(initial=3)
    request_id = serializers.CharField(initial="6f2c1c9be4a9", allow_blank=True)
    links = UploadEventLinks()


class DisclosureEventLinks(serializers.Serializer[Any]):
    disclosure = serializers.URLField(initial=f"{_API}/disclosures/{_UPLOAD}/")
    upload = serializers.URLField(initial=f"{_API}/uploads/{_UPLOAD}/")


class DisclosureData(EventData):
    """A disclosure that became public, was replaced or taken back."""

    disclosure_id = serializers.CharField(initial=_UPLOAD)
    department = serializers.CharField(initial="示例市财政局")
    fiscal_year = serializers.IntegerField(initial=2023)
    revision = serializers.IntegerField(initial=1)
    reason = serializers.CharField(allow_blank=True, initial="", help_text="where a person gave one")
    links = DisclosureEventLinks()


class EndpointData(EventData):
    """An endpoint that the service stopped sending to."""

    endpoint_id = serializers.CharField(initial=_UPLOAD)
    url = serializers.CharField(initial="https://receiver.example.org/hooks")
    reason = serializers.CharField(initial="The receiver answered 410 Gone.")


class PingData(EventData):
    endpoint_id = serializers.CharField(initial=_UPLOAD)


@dataclass(frozen=True, slots=True)
class EventType:
    """`data` is the serializer class of the payload's data."""

    name: str
    zh: str
    en: str
    data: type[EventData]


_ALL = (
    EventType("upload.valid", "上传文件检查通过", "An upload has no error.", UploadData),
    EventType("upload.invalid", "上传文件存在错误", "An upload has errors.", UploadData),
    EventType("upload.unreadable", "上传文件无法读取", "No final accounts can be read in it.", UploadData),
    EventType("upload.failed", "服务处理失败", "The service failed, not the file.", UploadData),
    EventType("disclosure.published", "决算已公开", "A disclosure became public.", DisclosureData),
    EventType("disclosure.restated", "决算已更正", "A newer revision replaced it.", DisclosureData),
    EventType("disclosure.withdrawn", "决算已撤回", "A disclosure was taken back.", DisclosureData),
    EventType("webhook_endpoint.disabled", "端点已停用", "An endpoint was disabled.", EndpointData),
    EventType("ping", "测试消息", "A test message, sent on request.", PingData),
)
EVENT_TYPES = {type_.name: type_ for type_ in _ALL}
SUBSCRIBABLE = tuple(name for name in EVENT_TYPES if name != "ping")


def body(type_: str, *, timestamp: str, sequence: int, data: Mapping[str, Any]) -> str:
    """The JSON to be signed and sent. Findings that would make it too large are left out, and counted."""
    shown = dict(EVENT_TYPES[type_].data(instance={**data, "sequence": sequence}).data)
    payload = {"type": type_, "timestamp": timestamp, "data": shown}
    while len(encoded := orjson.dumps(payload)) > MAX_BODY_BYTES and shown.get("findings"):
        shown["findings"] = shown["findings"][:-1]
        shown["findings_left_out"] += 1
    return encoded.decode()


def sample(type_: str) -> dict[str, Any]:
    """An example of the whole payload, made of the example of each field."""
    data = _example(EVENT_TYPES[type_].data())
    return {"type": type_, "timestamp": SAMPLE_TIMESTAMP, "data": data}


def _example(field: Any) -> Any:
    if isinstance(field, serializers.ListSerializer):
        return [_example(field.child)]
    if isinstance(field, serializers.Serializer):
        return {name: _example(child) for name, child in field.fields.items()}
    return field.initial
