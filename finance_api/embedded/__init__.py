"""The whole service on one machine with nothing installed: PostgreSQL and Redis come as wheels."""
