"""A webhook: one signed POST of JSON for each shift, tried again with growing pauses.

The signature is ``Mawqif-Signature: t=<unix time>,v1=<hex>``, the HMAC-SHA256 (RFC 2104) of ``<unix time>.<body>``
under the shared secret. ``Mawqif-Delivery`` is the shift's id: who gets one twice, as may happen when a process dies
between sending and noting it, drops the second.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from flows.clock import Clock, now
from flows.settings import WebhookSettings

_ANSWER = 200
"""Characters of a refusal's answer that are told."""
_LATER = frozenset({408, 409, 425, 429})


class Undelivered(Exception):
    """A shift could not be handed over. ``for_good``: the receiver will not take it, trying again cannot help."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


@dataclass
class Webhook:
    """Where shifts are sent. ``transport``, ``sleep`` and ``clock`` are for tests."""

    settings: WebhookSettings
    transport: httpx.BaseTransport | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Clock = now

    @property
    def channel(self) -> str:
        """A name that tells receivers apart without giving away what their address holds."""
        address = str(self.settings.url)
        return f"webhook:{urlsplit(address).hostname}:{hashlib.sha256(address.encode()).hexdigest()[:8]}"

    def send(self, shift_id: str, payload: Mapping[str, Any]) -> None:
        """Hand a shift over, trying again where that may help.

        Raises:
            Undelivered: the receiver refuses it, or did not take it in all attempts.
        """
        body = json.dumps(payload, ensure_ascii=False, sort_keys=True).encode("utf-8")
        for attempt in range(1, self.settings.attempts + 1):
            try:
                self._once(shift_id, body)
                return
            except Undelivered as error:
                if error.for_good or attempt == self.settings.attempts:
                    raise
            self.sleep(min(2.0 ** (attempt - 1), 30.0))

    def _once(self, shift_id: str, body: bytes) -> None:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Mawqif/0.1",
            "Mawqif-Event": "mawqif.shift.detected",
            "Mawqif-Delivery": shift_id,
        }
        if self.settings.secret is not None:
            moment = int(self.clock().timestamp())
            headers["Mawqif-Signature"] = signature(self.settings.secret.get_secret_value(), moment, body)
        try:
            with httpx.Client(
                transport=self.transport, timeout=self.settings.timeout_s, follow_redirects=False, trust_env=False
            ) as client:
                answer = client.post(str(self.settings.url), content=body, headers=headers)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise Undelivered(f"{type(error).__name__}") from error
        if not answer.is_success:
            status = answer.status_code
            told = " ".join(answer.text[:_ANSWER].split())
            reason = f"answered {status}" + (f": {told}" if told else "")
            raise Undelivered(reason, for_good=300 <= status < 500 and status not in _LATER)


def signature(secret: str, moment: int, body: bytes) -> str:
    """The value of ``Mawqif-Signature`` for a body sent at ``moment`` (seconds since 1970)."""
    digest = hmac.new(secret.encode("utf-8"), str(moment).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"
