"""What this browser may open: the bundle key, sealed in the session by a second cookie."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponseBase
from django.utils import timezone

from troth.people.models import Person
from troth.people.sessions import SessionStore
from troth.sealing import Bundle, WrongKey, open_bundle, open_for_session, seal_for_session

if TYPE_CHECKING:
    from troth.people.http import PersonRequest

SEALED_KEY = "unlock"
SEEN_ON = "seen_on"
OWN_PHONE = "own_phone"
OWN_PHONE_S = 180 * 24 * 3600
SHARED_DEVICE_S = 12 * 3600


class Unlock:
    """One request's hold on the person's keys; `bundle` is None while locked."""

    def __init__(self, request: PersonRequest, secret: bytes | None) -> None:
        self._request = request
        self._secret = secret
        self._held: bytes | None = None
        self._opened: Bundle | None = None
        self._bundle_key: bytes | None = None
        self._is_read = False
        self.cookie_is_stale = False
        self.is_own_phone = False
        self.problem = ""
        # What stands in the database for others to read isn't what the bundle holds.
        self.public_keys_differ = False

    @property
    def secret(self) -> bytes | None:
        return self._secret

    @property
    def bundle(self) -> Bundle | None:
        """The person's keys, opened once a request; None when they can't be opened here."""
        if not self._is_read:
            self._opened = self._open()
            self._is_read = True
        return self._opened

    @property
    def bundle_key(self) -> bytes:
        """For sealing the bundle anew, behind `unlocked`. Raises WrongKey while locked."""
        if self.bundle is None or self._bundle_key is None:
            raise WrongKey
        return self._bundle_key

    def read_anew(self) -> None:
        """What the bundle holds has just been changed."""
        self._request.user._bundle_rows = None
        self._is_read = False

    @property
    def is_locked(self) -> bool:
        return self.bundle is None

    def hold(self, bundle_key: bytes | None, is_own_phone: bool = False) -> None:
        """Keep a bundle key in memory until the sign-in under way has made its session."""
        self._held = bundle_key
        self.is_own_phone = is_own_phone

    def start(self, person: Person) -> None:
        """Seal the held bundle key into the session under a fresh cookie; locked if none."""
        bundle_key, self._held = self._held, None
        self._is_read = False
        if bundle_key is None:
            self.revoke()
            return
        self._secret = secrets.token_bytes(32)
        sealed = seal_for_session(bundle_key, self._secret, person_id=person.id, purpose="session")
        self._request.session[SEALED_KEY] = base64.b64encode(sealed).decode()
        self.cookie_is_stale = True

    def revoke(self) -> None:
        """Take the unlock away: what is open here locks, in this browser alone."""
        self._request.session.pop(SEALED_KEY, None)
        self._secret = None
        self._opened = self._bundle_key = None
        self._is_read = True
        self.cookie_is_stale = True

    def renew_cookie(self) -> None:
        """Send the cookie again, for another length of time."""
        self.cookie_is_stale = self.cookie_is_stale or self._secret is not None

    def _open(self) -> Bundle | None:
        sealed = self._request.session.get(SEALED_KEY)
        person = self._request.user
        if self._secret is None or sealed is None or not person.is_authenticated:
            return None
        try:
            key = open_for_session(
                base64.b64decode(sealed),
                self._secret,
                person_id=person.id,
                purpose="session",
            )
        except WrongKey:
            return None
        for row in person.bundle_rows():
            try:
                bundle = open_bundle(bytes(row.sealed), key, person.id)
            except (WrongKey, TypeError):
                # TypeError: SQLite gives text where somebody stored it in place of bytes.
                continue
            self._bundle_key = key
            # Compared as they are: SQLite gives text where somebody stored it in place of bytes.
            shown = (row.verify_key, row.sharing_key)
            self.public_keys_differ = shown != (bundle.signing.public, bundle.sharing.public)
            return bundle
        return None


class UnlockMiddleware:
    """Reads the second cookie, hides it from everything after, and keeps it in step."""

    def __init__(self, get_response: Callable[[PersonRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponseBase:
        request.unlock = Unlock(request, _take_secret(request))
        _touch_daily(request)
        response = self.get_response(request)
        if request.session.modified:
            # Its cookie is about to be sent again, and the two have to last equally long.
            request.unlock.renew_cookie()
        if request.unlock.cookie_is_stale:
            _set_cookie(request, response)
        return response


def _take_secret(request: PersonRequest) -> bytes | None:
    """Read and remove the cookie: what stores a request must never store the secret."""
    name = settings.TROTH_KEY_COOKIE
    text = request.COOKIES.pop(name, None)
    if text is None:
        return None
    # Left as they came, since other programs on this host may use names that Python refuses.
    others = request.META.get("HTTP_COOKIE", "").split(";")
    request.META["HTTP_COOKIE"] = ";".join(
        other for other in others if other.partition("=")[0].strip() != name
    )
    try:
        secret = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == 32 else None


def _touch_daily(request: PersonRequest) -> None:
    session = request.session
    if SESSION_KEY not in session:
        return
    today = timezone.now().date().isoformat()
    if session.get(SEEN_ON) != today:
        session[SEEN_ON] = today
        cast(SessionStore, session).may_be_lost = request.method in ("GET", "HEAD")


def _set_cookie(request: PersonRequest, response: HttpResponseBase) -> None:
    name = settings.TROTH_KEY_COOKIE
    secret = request.unlock.secret
    if secret is None:
        response.delete_cookie(name, samesite="Lax")
        return
    own_phone = bool(request.session.get(OWN_PHONE))
    response.set_cookie(
        name,
        base64.urlsafe_b64encode(secret).decode(),
        max_age=OWN_PHONE_S if own_phone else SHARED_DEVICE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
