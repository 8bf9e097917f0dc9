"""Django's settings. docs/settings.md explains each; a test keeps that page complete."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from troth.config.databases import database_settings
from troth.config.environment import read_environment
from troth.config.secrets import make_private_folder, read_or_make_secret_key
from troth.sealing import WrapCost

PACKAGE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = read_environment(os.environ, user_home=Path.home(), platform=sys.platform)

# --- Where things are kept -------------------------------------------------------------------
TROTH_HOME = ENVIRONMENT.home
make_private_folder(TROTH_HOME)
SECRET_KEY = read_or_make_secret_key(TROTH_HOME / "secret.key")
DATABASES = {"default": database_settings(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "troth_cache",
        "KEY_FUNCTION": "troth.config.cache_keys.hashed_key",
        # Django's own 300 would push out a stranger's count of wrong passwords too soon.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- What Troth consists of (top down; see the layers in ARCHITECTURE.md) -------------------------
CAPABILITIES = [
    "troth.home",
    "troth.portability",
    "troth.journeys",
    "troth.practices",
    "troth.asks",
    "troth.promises",
    "troth.gestures",
    "troth.grounds",
    "troth.record",
    "troth.spaces",
    "troth.people",
    "troth.web",
]
INSTALLED_APPS = [
    *CAPABILITIES,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
]
ROOT_URLCONF = "troth.config.urls"
WSGI_APPLICATION = "troth.config.wsgi.application"
MIDDLEWARE = [
    "troth.config.middleware.SafeHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # The first that can answer: before it, nothing looks at a cookie, a form or a host.
    "troth.config.middleware.RefusePlainHttp",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "troth.config.full_disk.FullDiskMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "troth.people.unlock.UnlockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "troth.people.derivation.BusyMiddleware",
    "troth.spaces.access.LockedMiddleware",
    "troth.web.unsaved.UnsavedMiddleware",
]

# --- Pages ------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE_DIR / capability.removeprefix("troth.") / "templates"
            for capability in CAPABILITIES
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "troth.web.jinja.environment",
            "context_processors": ["troth.web.jinja.one_token"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"
MESSAGE_STORAGE = "troth.config.messages.MessageCookie"
STATIC_URL = "/static/"
STATIC_ROOT = TROTH_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- People and sessions ----------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
# What one derivation spends, the sign-in hash and the key alike, and how many run at once.
TROTH_KEY_COST = WrapCost(memory_kib=131_072, passes=3)
TROTH_DERIVATIONS = 2
TROTH_DERIVATION_WAIT_S = 5.0
TROTH_RUN_DIR = TROTH_HOME / "run"
TROTH_SIGN_UP_IS_OPEN = ENVIRONMENT.is_sign_up_open
SESSION_ENGINE = "troth.people.sessions"
AUTHENTICATION_BACKENDS = ["troth.people.backends.PersonBackend"]
PASSWORD_HASHERS = ["troth.people.hashers.SodiumArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username",)},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
ACCOUNT_ADAPTER = "troth.journeys.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "troth.people.forms.SignInForm",
    "signup": "troth.people.forms.SignUpForm",
    "reauthenticate": "troth.people.forms.OpenForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_REDIRECT_URL = "journeys:more_of"
ACCOUNT_LOGOUT_REDIRECT_URL = "home:welcome"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
# A taken sign-in name shows at sign-up, so trying names has to be slow.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/h/ip",
    # By day as well: whoever holds somebody's open browser could otherwise guess on for weeks.
    "login_failed_known_device": "10/5m/key,100/d/key",
    "reauthenticate": "10/m/user,100/d/user",
}
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "troth.web.errors.csrf_failure"

# --- Hosted for others, or on one's own machine -----------------------------------------------
IS_HOSTED = ENVIRONMENT.is_hosted
IS_DEMO = ENVIRONMENT.is_demo
# Stand on the sign-in page of a try-out; anywhere else nobody is called so.
DEMO_USERNAMES = ("demo", "sample")
DEMO_PASSWORD = "look around freely"  # noqa: S105 - shown to whoever asks
OPERATOR = ENVIRONMENT.operator
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = list(ENVIRONMENT.hosts) if IS_HOSTED else LOCAL_HOSTS
USE_X_FORWARDED_HOST = False
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies if IS_HOSTED else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HOSTED else None
SESSION_COOKIE_SECURE = IS_HOSTED
CSRF_COOKIE_SECURE = IS_HOSTED
# A __Host- name makes the browser refuse the cookie without https or from a sister host.
COOKIE_PREFIX = "__Host-" if IS_HOSTED else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
TROTH_KEY_COOKIE = f"{COOKIE_PREFIX}key"
TROTH_DEVICE_COOKIE = f"{COOKIE_PREFIX}device"
TROTH_JOIN_COOKIE = f"{COOKIE_PREFIX}join"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HOSTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = [
    # SECURE_SSL_REDIRECT is off: a redirect would come after the password has crossed the
    # network in clear. RefusePlainHttp answers instead, and says why.
    "security.W008",
    # Sister hosts and browser vendors' lists belong to whoever owns the domain, not to Troth.
    "security.W005",
    "security.W021",
]

# --- What a browser may do --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Not no-referrer: with it browsers send "Origin: null" with a form, and the check against forged
# forms then refuses every one. No other site ever gets an address of ours either way.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# Nothing is uploaded; a file in a form would be spooled to disk in clear.
FILE_UPLOAD_HANDLERS = ["troth.config.uploads.RefuseUploads"]

# --- Mail -------------------------------------------------------------------------------------
MAIL = ENVIRONMENT.mail
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if MAIL
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = MAIL.host if MAIL else ""
EMAIL_PORT = MAIL.port if MAIL else 587
EMAIL_HOST_USER = MAIL.user if MAIL else ""
EMAIL_HOST_PASSWORD = MAIL.password if MAIL else ""
EMAIL_USE_TLS = bool(MAIL and MAIL.tls == "starttls")
EMAIL_USE_SSL = bool(MAIL and MAIL.tls == "ssl")
EMAIL_TIMEOUT = 10
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = MAIL.sender if MAIL else "troth@localhost"
# Nobody gets error reports by mail: they'd carry what was being written.
ADMINS: list[tuple[str, str]] = []
MANAGERS: list[tuple[str, str]] = []

# --- Faults and logs --------------------------------------------------------------------------
DEBUG = ENVIRONMENT.is_debug
DEFAULT_EXCEPTION_REPORTER = "troth.config.reports.WordlessReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "troth.config.reports.WordlessFilter"
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"wordless": {"()": "troth.config.reports.WordlessFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "wordless"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Addresses that lead nowhere are whatever somebody typed or pasted.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "_granian": {"handlers": ["stderr"], "propagate": False},
        "troth": {"level": "INFO"},
    },
}
