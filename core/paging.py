"""Calls to the services that wake somebody: PagerDuty, Opsgenie and ntfy, as each documents it.

- PagerDuty Events API v2: ``POST /v2/enqueue`` with a routing key in the body; the dedup key makes
  later calls about the same ticket part of the same incident
- Opsgenie Alert API: ``POST /v2/alerts`` with ``Authorization: GenieKey …``; the alias does that
- ntfy: ``POST /`` with the topic in the body; there is no incident, each call is a message
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlsplit

from .slack_message import cut

Preset = Literal["pagerduty", "opsgenie", "ntfy"]
Step = Literal["open", "close"]

ADDRESSES = {
    "pagerduty": "https://events.pagerduty.com/v2/enqueue",
    "opsgenie": "https://api.opsgenie.com/v2/alerts",
    "ntfy": "",  # the topic is the client's own
}
PAGERDUTY_SEVERITY = {"critical": "critical", "high": "error", "medium": "warning", "low": "info"}
OPSGENIE_PRIORITY = {"critical": "P1", "high": "P2", "medium": "P3", "low": "P4"}
NTFY_PRIORITY = {"critical": 5, "high": 4, "medium": 3, "low": 2}
# what each service takes at most
PAGERDUTY_SUMMARY = 1_024
OPSGENIE_MESSAGE = 130
OPSGENIE_DESCRIPTION = 15_000
NTFY_MESSAGE = 4_000


@dataclass(frozen=True, slots=True)
class Page:
    """What somebody is woken for.

    :param headline: what is the matter, in words
    :param number: of the ticket
    :param severity: its code
    :param dedup: the same for all calls about one ticket, at most 255 characters
    :param source: whose system it is
    :raises ValueError: names headline, number, dedup or severity
    """

    headline: str
    number: str
    title: str
    severity: str
    link: str
    dedup: str
    source: str
    step: Step = "open"

    def __post_init__(self):
        for name in ("headline", "number", "dedup"):
            if not (getattr(self, name) or "").strip():
                raise ValueError(f"{name}: empty")
        if self.severity not in PAGERDUTY_SEVERITY:
            raise ValueError(f"severity: {self.severity!r} is not known")

    def as_values(self) -> dict[str, str]:
        """The page as values from which ``Page(**values)`` makes it again."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def summary(self) -> str:
        """One line that tells all."""
        return f"{self.headline}: {self.number} · {self.title}"


@dataclass(frozen=True, slots=True)
class Call:
    """A request: where to, and with what. ``headers`` and ``body`` hold the key."""

    url: str
    body: Mapping
    headers: Mapping[str, str] = field(default_factory=dict)


def pagerduty(page: Page, url: str, key: str) -> Call:
    """An event for PagerDuty; ``key`` is the integration's routing key."""
    body = {
        "routing_key": key,
        "event_action": "trigger" if page.step == "open" else "resolve",
        "dedup_key": page.dedup,
    }
    if page.step == "open":
        body |= {
            "payload": {
                "summary": cut(page.summary, PAGERDUTY_SUMMARY),
                "source": page.source,
                "severity": PAGERDUTY_SEVERITY[page.severity],
                "custom_details": {"ticket": page.number, "severity": page.severity},
            },
            "links": [{"href": page.link, "text": page.number}],
            "client": "ECOSIRE Support",
            "client_url": page.link,
        }
    return Call(url, body)


def opsgenie(page: Page, url: str, key: str) -> Call:
    """An alert for Opsgenie, or its end; ``key`` is the integration's API key."""
    headers = {"Authorization": f"GenieKey {key}"}
    if page.step == "close":
        alias = quote(page.dedup, safe="")
        body = {"source": "ECOSIRE Support", "note": cut(page.headline, OPSGENIE_DESCRIPTION)}
        return Call(f"{url.rstrip('/')}/{alias}/close?identifierType=alias", body, headers)
    body = {
        "message": cut(page.summary, OPSGENIE_MESSAGE),
        "alias": page.dedup,
        "description": cut(f"{page.summary} {page.link}", OPSGENIE_DESCRIPTION),
        "priority": OPSGENIE_PRIORITY[page.severity],
        "source": "ECOSIRE Support",
        "entity": page.source,
        "tags": ["ecosire-support", page.severity],
        "details": {"ticket": page.number, "link": page.link},
    }
    return Call(url, body, headers)


def ntfy(page: Page, url: str, key: str) -> Call:
    """A message for ntfy; ``url`` is the topic's, ``key`` an access token or empty."""
    parts = urlsplit(url)
    root, _slash, topic = parts.path.rstrip("/").rpartition("/")
    body = {
        "topic": topic,
        "title": cut(f"{page.number}: {page.headline}", 250),
        "message": cut(page.title, NTFY_MESSAGE) or page.number,
        "priority": NTFY_PRIORITY[page.severity] if page.step == "open" else 2,
        "tags": ["rotating_light" if page.step == "open" else "white_check_mark"],
        "click": page.link,
    }
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return Call(f"{parts.scheme}://{parts.netloc}{root}/", body, headers)


CALLS = {"pagerduty": pagerduty, "opsgenie": opsgenie, "ntfy": ntfy}
