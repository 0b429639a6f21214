"""Whole datasets as files, made in the background: any list of the API, or all of them every night."""
