"""The pages for people: what this is, what there is, and a search. Knows the apps; nothing knows it."""
