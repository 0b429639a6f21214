"""`FinalAccounts` → outcomes and findings: 勾稽关系, as equations and small functions."""
