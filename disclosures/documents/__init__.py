"""Any file → `Document`: what stands on its pages, and where. Knows nothing of final accounts."""
