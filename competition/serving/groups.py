"""Process groups: a child and everything it started, ended and counted together."""

import ctypes
import os
import signal
import sys
from time import monotonic, sleep

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """On Linux, grandchildren whose parent died become ours, so that we can see them end and bury them.

    Elsewhere, and under a PID 1 that buries nobody, a zombie would make its group look alive."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def anyone_left(group: int) -> bool:
    bury(group)
    return send(group, 0)


def send(group: int, number: int) -> bool:
    """False when nobody is there to hear it."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def bury(group: int) -> None:
    try:
        while os.waitpid(-group, os.WNOHANG) != (0, 0):
            continue
    except ChildProcessError:
        return


def end(group: int, patience: float) -> None:
    """First a word, then the axe."""
    send(group, signal.SIGTERM)
    if not gone_within(group, patience):
        send(group, signal.SIGKILL)
        gone_within(group, patience)


def gone_within(group: int, patience: float) -> bool:
    deadline = monotonic() + patience
    while anyone_left(group):
        if monotonic() > deadline:
            return False
        sleep(0.05)
    return True
