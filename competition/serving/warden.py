"""A tiny process that outlives the supervisor by a moment. It is told on its standard input which process groups
live; when that input ends, the supervisor is dead, however it died, and the warden ends what it left behind.

PR_SET_PDEATHSIG would reach the four children only, on Linux only; a group reaches the grandchildren too: the
web server's and Celery's own processes, and whatever those started. Uses nothing but the standard library."""

import os
import signal
import sys


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    for group in groups:
        try:
            os.killpg(group, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


if __name__ == "__main__":
    main()
