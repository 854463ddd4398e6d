"""`python -m scoring.judging`: the judging core as a program."""

import sys

from scoring.judging.command.main import main

sys.exit(main())
