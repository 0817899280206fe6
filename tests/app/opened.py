"""Pages opened without a browser, in the frame of the app, with parameters in their address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
FORBIDDEN = ("<script", "<img", "<b>bold", "<b>Evil", "\u202e", 'href="javascript', 'onerror="')
"""What hostile articles carry and no page may show as it came."""


def opened(page: str, **address: Any) -> AppTest:
    script = (
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        f"from app import frame\nfrom app.views import {page} as view\n"
        "t = frame.words()\nframe.style(t)\nframe.language_switch(t)\nframe.guarded(view.render, t)\n"
    )
    test = AppTest.from_string(script, default_timeout=60)
    for key, value in address.items():
        test.query_params[key] = value
    return test.run()


def html(test: AppTest) -> str:
    """All that a page shows as HTML, but for the style."""
    assert not test.exception, test.exception
    bodies = [element.proto.body for element in test.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style", '<div class="mw-nothing"')))


def parameter(test: AppTest, name: str) -> str:
    """The value of the address; of several, parted by commas."""
    value: Any = test.query_params.get(name, "")
    return ",".join(value) if isinstance(value, list) else value
