"""The manners every endpoint shares: problems, paging, throttling, conditional requests. Knows no app."""
