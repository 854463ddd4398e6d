#!/usr/bin/env python3
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "competition.config.settings")
    try:
        import django
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Holdout is not installed in this Python: run `make venv`, then use .venv/bin/python.")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        sys.exit(f"Holdout cannot start: {problem}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
