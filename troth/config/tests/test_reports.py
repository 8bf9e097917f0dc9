"""What is logged about an error carries no words."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from troth.config import urls
from troth.config.reports import WordlessFilter, WordlessFormatter, WordlessReporter, describe

PLANTED = "I will call my mother on Sunday"


def fail_with_words(request: HttpRequest) -> HttpResponse:
    words = request.POST["text"]
    try:
        raise KeyError(words)
    except KeyError as error:
        raise ValueError(f"can't do {words}") from error


urlpatterns = [path("fail/", fail_with_words), *urls.urlpatterns]


def raised() -> ValueError:
    try:
        fail_with_words(RequestFactory().post("/fail/", {"text": PLANTED}))
    except ValueError as error:
        return error
    raise AssertionError


def test_error_is_described_by_types_and_places() -> None:
    text = describe(raised())
    assert PLANTED not in text
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_reports.py" in text
    assert "in fail_with_words" in text


def test_reporter_shows_neither_form_nor_variables() -> None:
    error = raised()
    request = RequestFactory().post("/fail/", {"text": PLANTED})
    reporter = WordlessReporter(request, type(error), error, error.__traceback__)
    assert PLANTED not in reporter.get_traceback_text()
    assert PLANTED not in reporter.get_traceback_html()
    assert WordlessFilter().get_post_parameters(request) == {}


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_log_of_a_failed_post_has_no_words(caplog: pytest.LogCaptureFixture) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WordlessFormatter())
    root: Any = logging.getLogger()
    root.addHandler(handler)
    try:
        client = Client(raise_request_exception=False)
        assert client.post("/fail/", {"text": PLANTED}).status_code == 500
    finally:
        root.removeHandler(handler)
    assert "builtins.ValueError" in stream.getvalue()
    assert PLANTED not in stream.getvalue()
