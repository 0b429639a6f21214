"""The HTTP side: a view names a queryset, a serializer and a filterset; all else is a call to a service."""
