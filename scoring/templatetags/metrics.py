from django import template

from scoring.judging.metrics.catalogue import METRICS

register = template.Library()


@register.filter
def metric_title(metric: str) -> str:
    return METRICS[metric].title if metric in METRICS else metric
