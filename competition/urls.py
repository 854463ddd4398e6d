from django.urls import URLPattern, URLResolver, include, path

site: list[URLPattern | URLResolver] = []

account: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
]

teach: list[URLPattern | URLResolver] = []

interface: list[URLPattern | URLResolver] = []

urlpatterns = [*site, *account, *teach, *interface]
