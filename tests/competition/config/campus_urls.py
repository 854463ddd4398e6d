from django.urls import include, path

from competition.config.allauth_urls import through_the_university
from competition.config.urls import urlpatterns as ours

urlpatterns = [path("account/", include(through_the_university)), *ours]
