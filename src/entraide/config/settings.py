"""All settings of Entraide. Whatever differs between servers, and every secret, comes from the environment.

The list with explanations stands in docs/reference/settings.md and is tested against `environment.SETTINGS`.
"""

from datetime import timedelta
from pathlib import Path

from entraide.config import environment as env

ROOT = Path(__file__).resolve().parents[1]
FOLDER = env.path("ENTRAIDE_FOLDER")

IS_DEMO = env.yes("ENTRAIDE_DEMO")
DEBUG = env.yes("ENTRAIDE_DEBUG")
SECRET_KEY = env.secret("ENTRAIDE_SECRET_KEY", folder=FOLDER)
ADDRESS = env.text("ENTRAIDE_ADDRESS").rstrip("/")
# Host names that communities may have for themselves; one that begins with a dot stands for all that end so.
COMMUNITY_HOSTS = env.hosts("ENTRAIDE_COMMUNITY_HOSTS")
ALLOWED_HOSTS = [
    *env.words("ENTRAIDE_HOSTS"), *COMMUNITY_HOSTS, env.host_of(ADDRESS), "localhost", "127.0.0.1", "[::1]",
]  # fmt: skip
CSRF_TRUSTED_ORIGINS = [ADDRESS]
IS_SECURE = ADDRESS.startswith("https://")
LIVE_ADDRESS = env.live_address("ENTRAIDE_LIVE_ADDRESS")
PUSH_KEY = env.push_key("ENTRAIDE_PUSH_KEY", folder=FOLDER)
PUSH_HOSTS = [host.lower() for host in env.words("ENTRAIDE_PUSH_HOSTS")]
OPERATOR_MAIL = env.text("ENTRAIDE_OPERATOR_MAIL")
CORRECTIONS_KEPT = int(env.number("ENTRAIDE_CORRECTIONS_KEPT", least=1, most=3650))
PATIENCE = timedelta(hours=env.number("ENTRAIDE_PATIENCE", least=0.1, most=1000))
PATIENCE_URGENT = timedelta(hours=env.number("ENTRAIDE_PATIENCE_URGENT", least=0.1, most=1000))
INTERPRETER = env.interpreter()
CARD_PROVIDER = env.card_provider()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django_tasks_db",
    "entraide.records.happenings",
    "entraide.records.outlays",
    "entraide.records.stirs",
    "entraide.records.people",
    "entraide.records.communities",
    "entraide.records.invitations",
    "entraide.records.attestations",
    "entraide.records.mandates",
    "entraide.records.posts",
    "entraide.records.asks",
    "entraide.records.conversations",
    "entraide.records.exchanges",
    "entraide.records.payments",
    "entraide.records.ledgers",
    "entraide.records.rings",
    "entraide.records.figures",
    "entraide.records.reports",
    "entraide.records.finds",
    "entraide.records.notices",
    "entraide.records.corrections",
    "entraide.records.moves",
    "entraide.adapters",
    "entraide.wording",
    "entraide.web",
    "entraide.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "entraide.web.uploads.BodyMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "entraide.web.hosts.HostMiddleware",
    "entraide.web.visitor.VisitorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "entraide.config.urls"
WSGI_APPLICATION = "entraide.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "entraide.web.visitor.surroundings",
            ],
        },
    }
]

DATABASES = {"default": env.database("ENTRAIDE_DATABASE", folder=FOLDER)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # It counts how often an address asked; with the usual 300 places a crowd would make it forget whom it counted.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "sign_in"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "entraide.web.pages.errors.form_too_old"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    # What a page asks of the live process on a port of its own, where no web server stands in front.
    "connect-src": ["'self'", *filter(None, [env.origin_of(LIVE_ADDRESS)])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}
# The most that any page takes; a page that does not say so takes far less (web/uploads.py), and none lays anything on the disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = ["entraide.web.uploads.NoUploads"]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

MAIL_FOLDER = FOLDER / "mail"
MAILERS = {"default": env.mailer("ENTRAIDE_MAIL", folder=MAIL_FOLDER)}
MAIL_IN_HOST = env.mail_in_host("ENTRAIDE_MAIL_IN")
MAIL_IN_SERVER = env.text("ENTRAIDE_MAIL_IN_SERVER").lower()
MAIL_IN_PROVIDER, ANYMAIL = env.mail_provider()
DEFAULT_FROM_EMAIL = env.text("ENTRAIDE_MAIL_FROM")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMS_URLFIELD_ASSUME_HTTPS = True
TEST_RUNNER = "django.test.runner.DiscoverRunner"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "entraide.config.log_lines.QuietFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "entraide": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django_tasks_db": {"level": "WARNING"},
        "django.tasks": {"level": "WARNING"},
    },
}
