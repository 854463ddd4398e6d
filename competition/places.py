"""How many downloads run at once in this process. A reader may take a thread's answer as slowly as he likes; pages, and
other people's downloads, must not wait for him."""

from collections import Counter
from threading import Lock


class Places:
    def __init__(self, *, in_all: int, for_each: int) -> None:
        self.in_all, self.for_each = in_all, for_each
        self.taken: Counter[int] = Counter()
        self.lock = Lock()

    def take(self, person: int) -> bool:
        with self.lock:
            free = self.taken.total() < self.in_all and self.taken[person] < self.for_each
            if free:
                self.taken[person] += 1
            return free

    def give_back(self, person: int) -> None:
        with self.lock:
            self.taken[person] -= 1
            self.taken += Counter()  # whoever has none is forgotten
