"""The whole service on one machine with nothing installed: real PostgreSQL and Redis from wheels, web, worker, scheduler."""
