"""schema.org ClaimReview of a checked story: one object a claim, of others' stories only, on a published scale."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

from onrecord import __version__
from onrecord.faces import shown
from onrecord.model.errors import InputError

# docs/verdicts.md, "The rating scale", publishes it. "cannot check" has no value: it says nothing against a claim.
RATINGS = {"refuted": 1, "close": 2, "depends on the definition": 3, "supported": 4}
WORST, BEST = 1, 4


def claim_reviews(
    done: dict[str, Any], *, author: str | None, source_url: str | None, reviewer: str | None = None,
    review_url: str | None = None, on: dt.date | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """A ClaimReview object for each claim of a checked story (schema onrecord.check/1).

    `author` is whose story it is and `source_url` where it was published; `reviewer` who publishes the review and
    `review_url` where its page (onrecord check --html) will stand, each object's url being its anchor there; `on` is the
    day of the review, today unless given. Raises InputError without an author and an http(s) address of the story, or
    where author and reviewer are one.
    """
    address = source_url or done["story"]["source"]
    _of_others(author, address, reviewer, review_url)
    return [
        _one(claim, done, author or "", address, reviewer, review_url or "", on or dt.date.today())
        for claim in done["claims"]
    ]


def as_json(reviews: list[dict[str, Any]]) -> str:
    """The objects as JSON-LD, safe within a script element of a page too."""
    return json.dumps(reviews, indent=1, ensure_ascii=False).replace("<", "\\u003c") + "\n"


def _of_others(author: str | None, address: str, reviewer: str | None, review_url: str | None) -> None:
    example = '--claim-review review.json --author "The Paper" --source-url https://paper.example/story'
    if not (author and author.strip()):
        rule = "--claim-review is for published stories of others, never one's own draft: --author says whose it is"
        raise InputError(rule, received="no --author", example=example)
    if not _web(address):
        rule = "--claim-review is for published stories of others: --source-url is the address where this one stands"
        raise InputError(rule, received=address, example=example)
    if reviewer and " ".join(reviewer.casefold().split()) == " ".join(author.casefold().split()):
        rule = "--claim-review is for stories of others: nobody reviews the own claims"
        raise InputError(rule, received=f"--author {author} --reviewer {reviewer}", example=example)
    if review_url is not None and not _web(review_url):
        raise InputError(
            "--review-url: the http or https address of the review's page", received=review_url, example=example
        )
    if review_url and _bare(review_url) == _bare(address):
        raise InputError("the review's page is not the story's own", received=review_url, example=example)


def _web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in address)


def _bare(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc.casefold()}{parts.path.rstrip('/')}"


def _one(
    claim: dict[str, Any],
    done: dict[str, Any],
    author: str,
    address: str,
    reviewer: str | None,
    review_url: str,
    on: dt.date,
) -> dict[str, Any]:
    appearance = {"@type": "CreativeWork", "url": address, "datePublished": done["story"]["published"]}
    if done["story"]["title"]:
        appearance["headline"] = done["story"]["title"]
    item = {
        "@type": "Claim",
        "author": {"@type": "Organization", "name": author},
        "datePublished": done["story"]["published"],
        "appearance": appearance,
    }
    one: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{review_url.partition('#')[0]}#claim-{claim['id']}",
        "datePublished": on.isoformat(),
        "claimReviewed": claim["sentence"],
        "itemReviewed": item,
        "reviewRating": _rating(claim),
        "reviewAspect": claim["surface"],
    }
    if reviewer:
        one["author"] = {"@type": "Organization", "name": reviewer}
    return {**one, "creditText": f"onrecord {__version__}, record {done['record']['snapshot']}"}


def _rating(claim: dict[str, Any]) -> dict[str, Any]:
    """The verdict in words and what the record has; a value of the scale only where something could be checked."""
    partly = ", in part" if shown.in_part(claim) else ""
    said: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": f"{claim['verdict']}{partly}",
        "ratingExplanation": claim["reason"],
    }
    if claim["verdict"] in RATINGS:
        said |= {"ratingValue": RATINGS[claim["verdict"]], "bestRating": BEST, "worstRating": WORST}
    return said
