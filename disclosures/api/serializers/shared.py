"""Pieces that several answers have in common."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class MessageSerializer(serializers.Serializer[Any]):
    zh = serializers.CharField()
    en = serializers.CharField()


class ReasonSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="for machines; public and stable")
    message = MessageSerializer()


class PlaceSerializer(serializers.Serializer[Any]):
    """Where a figure stands in the file itself, counted from 1. Only what the format knows is there."""

    page = serializers.IntegerField(required=False)
    box = serializers.ListField(
        child=serializers.FloatField(), required=False, help_text="x0, y0, x1, y1 in points from the top left"
    )
    sheet = serializers.CharField(required=False)
    cell = serializers.CharField(required=False)
    table = serializers.IntegerField(required=False)
    row = serializers.IntegerField(required=False)
    column = serializers.IntegerField(required=False)
    paragraph = serializers.IntegerField(required=False)
    line = serializers.IntegerField(required=False)
    field = serializers.IntegerField(required=False)
    file = serializers.CharField(required=False)


class ContradictionSerializer(serializers.Serializer[Any]):
    """What the document states in two ways, or otherwise than the uploader."""

    subject = serializers.CharField()
    printed = serializers.CharField()
    other = serializers.CharField()
    place = PlaceSerializer()


class RegionBriefSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()


class DepartmentBriefSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
