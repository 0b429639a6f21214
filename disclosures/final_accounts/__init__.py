"""`Document` → `FinalAccounts`: what the tables and sentences of a disclosure mean."""
