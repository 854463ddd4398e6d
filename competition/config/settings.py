"""The one settings file. Every value that differs between places comes from the environment;
`docs/operations.md` lists them. A missing or senseless value stops the start with one sentence."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from competition.config import environment, sign_in_forms
from competition.config.campus import campus_sign_in
from competition.config.schedule import SCHEDULE
from competition.config.secret_key import generated_key
from competition.config.version import newest_version

# Lets annotations such as ModelForm[Competition] stand in code that runs.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
VERSION = newest_version(BASE_DIR / "CHANGELOG.md")
DEMO = environment.switch("HOLDOUT_DEMO", default=False)
# Passwords' hashes, sessions, mail: other people with an account on this machine must not read them.
VAR = environment.folder("HOLDOUT_VAR", BASE_DIR / "var")
PORT = environment.number("HOLDOUT_PORT", 8000)
BIND = environment.text("HOLDOUT_BIND", "127.0.0.1")
# A slow upload keeps a thread, and each thread may keep a connection to the database.
WEB_PROCESSES = environment.number("HOLDOUT_WEB_PROCESSES", 2)
WEB_THREADS = environment.number("HOLDOUT_WEB_THREADS", 32)
ROLE = environment.text("HOLDOUT_ROLE", "owner")
DEBUG = False

if ROLE not in {"owner", "web", "worker"}:
    raise ImproperlyConfigured(f"HOLDOUT_ROLE is {ROLE!r}; it must be owner, web or worker.")


def required(name: str, what: str, *, demo: str) -> str:
    value = environment.text(name, demo if DEMO else "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {what} Set it, or set HOLDOUT_DEMO=1 to try Holdout out.")
    return value


SECRET_KEY = environment.text("HOLDOUT_SECRET_KEY") or required(
    "HOLDOUT_SECRET_KEY", "it signs sessions and links.", demo=generated_key(VAR) if DEMO else ""
)
PUBLIC_URL = required("HOLDOUT_PUBLIC_URL", "links in mail start with it.", demo=f"http://localhost:{PORT}").rstrip("/")
if urlsplit(PUBLIC_URL).scheme not in {"http", "https"} or not urlsplit(PUBLIC_URL).hostname:
    raise ImproperlyConfigured(f"HOLDOUT_PUBLIC_URL is {PUBLIC_URL!r}; write https://holdout.example.edu.")
SECURE = PUBLIC_URL.startswith("https://")

# `localhost` is always allowed, because Kaggle's client can send no other host name; no link is built from it.
ALLOWED_HOSTS = [str(urlsplit(PUBLIC_URL).hostname), "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "competition",
    "teams",
    "scoring",
    "scoring.vault",
    "competition.config.admin.HoldoutAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "competition.uploads.RefuseLargeUploads",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "competition.views.private_pages.PrivatePages",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "competition.views.second_factor.SecondFactorMiddleware",
    "competition.views.too_many_tries.TooManyTriesMiddleware",
]

ROOT_URLCONF = "competition.config.urls"
WSGI_APPLICATION = "competition.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "competition.views.context.everywhere",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


# Database: three addresses (owner, web, worker), one by default


def database(name: str, url: str) -> dict[str, Any]:
    config = environment.database(name, url)
    options = dict(config.get("OPTIONS", {}))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["ENGINE"] = "competition.config.sqlite3"  # the same, but threads write in turn
        # Deferred transactions failed 373 of 400 parallel increments with "database is locked", immediate ones none.
        options |= {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    elif ROLE == "web":
        # Workers fork, and a pool does not survive a fork: only the threads of the web server share one.
        options |= {"pool": {"min_size": 1, "max_size": WEB_THREADS, "timeout": 3}}
        config |= {"CONN_HEALTH_CHECKS": True}  # a restarted database must not cost a page for each old connection
    else:
        config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return config | {"OPTIONS": options}


DATABASE_URL = environment.text("HOLDOUT_DATABASE", f"sqlite:///{quote(str(VAR / 'holdout.sqlite3'))}")
DATABASE_ADDRESSES = {
    "owner": DATABASE_URL,
    "web": environment.text("HOLDOUT_DATABASE_WEB", DATABASE_URL),
    "worker": environment.text("HOLDOUT_DATABASE_WORKER", DATABASE_URL),
}
DATABASES = {"default": database(f"the database of the {ROLE} (HOLDOUT_DATABASE…)", DATABASE_ADDRESSES[ROLE])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache, broker, workers

CACHE_URL = environment.text("HOLDOUT_CACHE")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(VAR / "cache")}
}
BROKER_URL = environment.text("HOLDOUT_BROKER", "folder://localhost")
BROKER_FOLDER = VAR / "broker"
LIVE_PROCESSES = environment.number("HOLDOUT_LIVE_PROCESSES", min(os.cpu_count() or 1, 4))
if BROKER_URL.partition("://")[0] not in {"folder", "redis", "rediss"}:
    raise ImproperlyConfigured("HOLDOUT_BROKER must start with redis:// or rediss://; leave it out to use a folder.")

CELERY_BROKER_URL = BROKER_URL
# max_retries 0: whoever rings gives up at once. The row is the queue, and the sweep rings again.
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 0} | (
    {"data_folder_in": str(BROKER_FOLDER), "data_folder_out": str(BROKER_FOLDER), "polling_interval": 0.05}
    if BROKER_URL.startswith("folder://")
    else {"socket_timeout": 2, "socket_connect_timeout": 1, "retry_on_timeout": False}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "live"
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULE = SCHEDULE
# A worker holds a row for as long as it renews its lease; a row that three workers died over is given up.
CLAIM_LEASE = 6  # seconds
CLAIM_RENEWED_EVERY = 2
CLAIM_ATTEMPTS = 3
JUDGE_TIME_LIMIT = 120  # seconds
# After the last close: what arrived in time may still be on its way into the database.
REVEAL_PATIENCE = 10  # seconds
BROKER_FOLDER.mkdir(exist_ok=True)

# People and sign-in

AUTH_USER_MODEL = "competition.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["competition.config.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name", "alias")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 3600

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# How many proxies of yours stand before the web server; 0: X-Forwarded-For is anybody's word and is not read.
TRUSTED_PROXIES = environment.number("HOLDOUT_TRUSTED_PROXIES", 0)
# Of people who teach, and of superusers.
SECOND_FACTOR_REQUIRED = not DEMO

ACCOUNT_ADAPTER = "competition.adapters.account.AccountAdapter"
ACCOUNT_FORMS = sign_in_forms.ACCOUNT
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None  # ours is drawn, not typed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a link would lose the invitation kept in the session
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a university's mail filter takes its time
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Long-lived sessions spare 300 people a password check before a deadline.
ACCOUNT_SESSION_REMEMBER = True
# allauth's own limits count in the cache: a race passes them, and "30 a minute for an address" locks out a class
# behind one router. Ours count in the database, before the hash: competition/actions/allowances.py.
ACCOUNT_RATE_LIMITS: Any = False
MFA_RATE_LIMITS: Any = False

MFA_ADAPTER = "competition.adapters.second_factor.SecondFactorAdapter"
MFA_FORMS = sign_in_forms.SECOND_FACTOR
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Holdout"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

SOCIALACCOUNT_ADAPTER = "competition.adapters.campus.CampusAdapter"
SOCIALACCOUNT_PROVIDERS = campus_sign_in()
CAMPUS_SIGN_IN = bool(SOCIALACCOUNT_PROVIDERS)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A posted form that is redirected to another host is stopped by `form-action 'self'`; a link is not.
SOCIALACCOUNT_LOGIN_ON_GET = True

# Mail: written to the outbox in the request's transaction, sent by a worker

EMAIL_BACKEND = "competition.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = required(
    "HOLDOUT_MAIL_FROM", "mail is sent in this name.", demo="Holdout demo <holdout@example.org>"
)
MAIL_SERVER = environment.mail_server("HOLDOUT_MAIL", "smtp://localhost:25")

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # our host's subdomains are the university's to decide about
    "security.W008",  # the proxy that ends TLS redirects; see docs/operations.md
    "security.W021",  # as W005: a browser's preload list is for the owner of the whole domain
]

# Words, numbers, time

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# Files

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
PUBLIC_FILES = VAR / "public"
INBOX_FILES = VAR / "inbox"  # the web process writes here, only workers read
ANSWER_FILES = VAR / "answers"  # only workers
SUBMISSION_FILES = VAR / "submissions"
INCOMING_FILES = VAR / "incoming"
FILE_UPLOAD_TEMP_DIR = str(INCOMING_FILES)
INCOMING_FILES.mkdir(exist_ok=True)
FILE_UPLOAD_HANDLERS = ["competition.uploads.ToDisk"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
LARGEST_DATA_FILE = environment.number("HOLDOUT_LARGEST_DATA_FILE", 5 * 2**30)
LARGEST_SUBMISSION = environment.number("HOLDOUT_LARGEST_SUBMISSION", 100 * 2**20)
LARGEST_ROSTER = 2 * 2**20

# REST API: keys only, JSON only

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["competition.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["competition.api.authentication.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "competition.api.limits.Pages",
    "DEFAULT_THROTTLE_CLASSES": ["competition.api.limits.PerPerson"],
    "DEFAULT_THROTTLE_RATES": {"user": "300/min", "anon": "60/min"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "competition.api.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": TRUSTED_PROXIES,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Holdout",
    "DESCRIPTION": "Competitions of your courses. Errors are `application/problem+json` and say what to do.",
    "VERSION": "2",
    "SCHEMA_PATH_PREFIX": "/api/v2",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["competition.api.schema.add_problems"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "faults": {"class": "competition.faults.KeptFaults", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr", "faults"], "level": os.environ.get("HOLDOUT_LOG_LEVEL", "INFO")},
    # A line for every sweep would bury what matters.
    "loggers": {"celery": {"level": "WARNING"}},
}
