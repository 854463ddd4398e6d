from django import template

from competition.rules.browsers import browser_name

register = template.Library()
register.filter("browser_name", browser_name)
