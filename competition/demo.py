"""Who is in the demo. `make run` prints these accounts."""

PASSWORD = "holdout-demo-2026"

ACCOUNTS = [
    ("instructor@example.org", "teaches the demo course"),
    ("assistant@example.org", "assists in it"),
    ("captain@example.org", "a student"),
    ("member@example.org", "a student who plays with the captain"),
    ("rival@example.org", "a student in another team"),
]
