import os

from django.core.wsgi import get_wsgi_application

from competition.serving.whole_bodies import WholeBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "competition.config.settings")
application = WholeBodies(get_wsgi_application())
