"""Webhooks after Standard Webhooks 1.0: endpoints, events, deliveries, attempts, signing, sending.

Knows no other app: whoever has something to tell calls `services.record.record_event` inside the
transaction that makes it happen.
"""
