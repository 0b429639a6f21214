"""What can be done, one verb a file. Services take and return rows or records, never requests."""
