from django.contrib.admin.apps import AdminConfig


class HoldoutAdmin(AdminConfig):
    default_site = "competition.config.admin_site.Site"
