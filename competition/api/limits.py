"""How much at once, how often. Kept apart from the endpoints, which REST framework's settings load too early."""

from rest_framework.pagination import PageNumberPagination
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class Pages(PageNumberPagination):
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    invalid_page_message = "There is no page {page_number}."


class PerPerson(UserRateThrottle):
    """For fairness only: it counts in the cache, where two requests at once may count as one."""


class PerAddress(AnonRateThrottle):
    """For what is open to everybody."""
