"""Prefect's runner of served deployments, which ends its runs in order when it is told to end."""

# ruff: noqa: E402 (Prefect reads its variables when it is imported)

from __future__ import annotations

import asyncio
import signal
from typing import Any

from flows.environment import prepare_prefect, server_is_gone

prepare_prefect()

from prefect.runner import Runner


class OrderlyRunner(Runner):
    """With SIGTERM or Ctrl-C its runs are ended first, and Prefect is told that they were cancelled.

    Prefect's own handler only leaves: the runs would be killed, stay "running" in its list, and hold their places.
    """

    def handle_sigterm(self, *_: Any, **__: Any) -> None:
        if not self.started or self.stopping or server_is_gone():
            raise SystemExit(0)
        self._logger.info("ending; runs under way are stopped")
        # A loop that waits for something else would not hear of a task that is merely made.
        asyncio.get_running_loop().call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        self._stopping = asyncio.get_running_loop().create_task(self.astop())


def run_until_stopped(deployments: list[Any]) -> None:
    """Run what is due of these deployments until the process is told to end."""
    runner = OrderlyRunner(pause_on_shutdown=False)
    for deployment in deployments:
        runner.add_deployment(deployment)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as it is in the background of a script
        signal.signal(signal.SIGINT, runner.handle_sigterm)
    asyncio.run(runner.start())
