"""绩效: projects, self-evaluations and evaluation reports."""
