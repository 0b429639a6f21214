"""部门决算公开: documents read, final accounts understood, checked and served."""
