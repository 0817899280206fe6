"""What extraction gives of an article: its claims, or the reason why there are none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from claims.model import Article, ExtractedArticle


@dataclass(frozen=True, slots=True)
class Unextracted:
    """An article on which extraction failed: a defect of ours, kept so that it can be found and tried again."""

    article: Article
    reason: str

    @property
    def payload(self) -> bytes:
        return json.dumps(asdict(self.article), ensure_ascii=False).encode("utf-8")


Result = ExtractedArticle | Unextracted
