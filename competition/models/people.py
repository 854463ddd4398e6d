from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now

from competition.rules.aliases import draw_alias, username_from
from competition.rules.zones import known_zone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        alias = fields.pop("alias", None) or self.free_alias()
        user = self.model(email=email, alias=alias, username=username_from(alias), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)

    def free_alias(self) -> str:
        while True:
            alias = draw_alias()
            if not self.filter(username=username_from(alias)).exists():
                return alias

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Other students see the alias; the e-mail address and the name are for the person and the staff."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    username = models.SlugField(max_length=60, unique=True, help_text="Used with API keys; never changes.")
    alias = models.CharField(max_length=40, help_text="The name other students see.")
    name = models.CharField("real name", max_length=150, blank=True)
    time_zone = models.CharField(
        max_length=64, blank=True, validators=[known_zone], help_text="Empty: each course's own zone."
    )
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.UniqueConstraint(Lower("alias"), name="user_alias_once"),
        )

    def __str__(self) -> str:
        return self.alias

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        self.username = self.username or username_from(self.alias)
        super().save(*args, **kwargs)

    @property
    def is_staff(self) -> bool:
        """Django's word for "may open the stock admin", which is the superuser's alone."""
        return self.is_superuser
