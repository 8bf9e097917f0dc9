"""The pages that stand alone render with little, say little, and keep nothing."""

import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from troth.web import errors

ERROR_PAGES = ("400", "403", "404", "429", "500", "busy", "csrf", "full", "insecure", "offline")


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_renders_without_a_request(name: str) -> None:
    page = render_to_string(f"web/errors/{name}.html", {"is_hosted": False})
    assert page.count("<h1>") == 1


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
)
def test_error_page_is_found_under_the_name_that_frameworks_look_for(name: str) -> None:
    assert "<h1>" in render_to_string(name)


def test_each_answer_has_its_status(rf: RequestFactory) -> None:
    request = rf.get("/")
    answers = {
        errors.bad_request(request).status_code: 400,
        errors.permission_denied(request).status_code: 403,
        errors.csrf_failure(request, reason="none").status_code: 403,
        errors.not_found(request).status_code: 404,
        errors.too_many_requests(request).status_code: 429,
        errors.server_error(request).status_code: 500,
        errors.busy(request).status_code: 503,
    }
    assert all(status == expected for status, expected in answers.items())
    assert errors.busy(request).headers["Retry-After"] == errors.RETRY_SECONDS


def test_neutral_page_says_nothing_of_troth(client: Client) -> None:
    response = client.get(reverse("web:neutral"))
    text = response.content.decode().lower()
    assert "kitchen measures" in text
    for telling in ("troth", "partner", "promise", "exit", "csrf", "manifest", "icons/mark"):
        assert telling not in text
    assert not response.cookies


def test_service_worker_keeps_the_offline_page_the_neutral_page_and_files_only(
    client: Client,
) -> None:
    response = client.get(reverse("web:service_worker"))
    script = response.content.decode()
    found = re.search(r"const kept = (\{.*?\});", script)
    assert found is not None
    kept = json.loads(found[1])
    assert kept.keys() == {"offline", "neutral", "files"}
    assert kept["offline"] == reverse("web:offline")
    assert kept["neutral"] == reverse("web:neutral")
    assert all(address.startswith("/static/web/") for address in kept["files"])
    assert script.count("cache.addAll(") == 1
    assert "cache.put" not in script
    assert ".add(" not in script


def test_kept_pages_are_the_same_for_everybody(client: Client) -> None:
    for name in ("web:offline", "web:neutral"):
        response = client.get(reverse(name))
        assert response.status_code == 200
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert not response.cookies


def test_offline_page_needs_no_file_that_is_not_kept(client: Client) -> None:
    script = client.get(reverse("web:service_worker")).content.decode()
    for name in ("web:offline", "web:neutral"):
        page = client.get(reverse(name)).content.decode()
        for address in re.findall(r"(?:src|href)=\"(/static/[^\"#]+)", page):
            assert address in script, address


def test_app_can_be_installed(client: Client) -> None:
    manifest = client.get(reverse("web:manifest")).json()
    assert manifest["start_url"] == reverse("home:today")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_robots_are_asked_to_stay_away(client: Client) -> None:
    assert b"Disallow: /\n" in client.get(reverse("web:robots")).content


@pytest.mark.urls("troth.web.gallery_urls")
def test_gallery_shows_every_component(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    for part in (
        "card lead",
        "tick kept",
        "tick waiting",
        "chips columns-1",
        "sheet",
        "unopened",
        "toast",
        "empty",
    ):
        assert f'"{part}' in page or f" {part}" in page, part
    assert page.count('aria-invalid="true"') >= 2
    assert 'aria-describedby="wrong_promise_helptext wrong_promise_error"' in page
    assert 'id="wrong_promise_error"' in page


@pytest.mark.urls("troth.web.gallery_urls")
def test_locked_page_asks_for_the_password_and_leads_back(client: Client) -> None:
    page = client.get("/gallery/locked/?a=1").content.decode()
    assert f'action="{reverse("account_reauthenticate")}"' in page
    assert 'name="next" value="/gallery/locked/?a=1"' in page
    assert 'name="password"' in page
