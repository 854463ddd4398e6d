from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Memory-hard, and cheap enough that a class signing in before a deadline does not stall its uploads.

    OWASP's second setting (19 MiB, 2 passes, 1 lane); the stated bound is 60 ms of CPU for one check.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
