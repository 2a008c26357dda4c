"""Page furniture in a story's text: lines and blocks of the site around it, with their places, so that none is checked."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?)?)?"
_DAY = rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
_DATE = re.compile(
    rf"(?:(?:first |last )?(?:published|posted|updated|modified)(?:\s+on)?:?\s+)?{_DAY}{_CLOCK}"
    rf"(?:\s*[|·•/-]\s*(?:updated:?\s*)?(?:{_DAY}{_CLOCK}|\d+ min(?:ute)?s?(?: read)?))?",
    re.I,
)
# A list of other stories begins here. It lasts to the end, or until the story visibly goes on.
_LIST = re.compile(
    r"(?:(?:our |the )?(?:recent|latest|related|popular|top|featured|trending|suggested|similar|recommended|more)\s+"
    r"(?:posts?|stories|articles?|news|headlines|coverage|content|reading|links|reads)(?: from .{2,40})?"
    r"|related|trending(?: now)?|recommended(?: for you)?|most (?:read|popular|viewed|shared|commented|recent)(?: stories)?"
    r"|more (?:from|in|on|about) .{2,40}|more like this|read (?:more|next|also|this next)|what to read next|up next|next up"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|keep reading|in other news|editor[’']?s[’']? picks?|don[’']t miss)",
    re.I,
)
# Readers' words begin here, and last to the end.
_REPLIES = re.compile(
    r"(?:\d+ )?(?:comments?|replies|responses)(?: \(\d+\))?|leave a (?:reply|comment)|join the (?:conversation|discussion)"
    r"|view (?:all )?comments",
    re.I,
)
# The page's foot, unless the story visibly goes on after it.
_FOOT = re.compile(
    r"about the authors?|filed under:?.*|tagged(?: with)?:.*|tags:.*|categories:.*|(?:copyright )?(?:©|\(c\)) ?\d{4}.*"
    r"|all rights reserved\.?",
    re.I,
)
_ADVERT = re.compile(
    r"advertisements?|advertising|sponsored(?: content)?|ad|(?:article|story) continues (?:below|after).*"
    r"|(?:scroll|keep scrolling) (?:down )?to continue.*|continue reading(?: below)?|skip ad(?:vertisement)?",
    re.I,
)
_SHARE = re.compile(
    r"share(?: (?:this|on .{1,20}|via .{1,20}|(?:this )?(?:article|story|post)))?:?|facebook|twitter|x|linkedin|reddit|whatsapp"
    r"|bluesky|threads|e-?mail|print|copy link|tweet|pin it|follow us(?: on .*)?|like this:?|loading\.*|save(?: (?:article|story))?"
    r"|(?:(?:share on )?(?:facebook|twitter|x|email|print|linkedin|whatsapp)[ |·,]*){2,}"
    r"|listen to (?:this )?(?:article|story).*|\d+ min(?:ute)?s?(?: to)? read|read (?:in|time):? .*",
    re.I,
)
_SIGN_UP = re.compile(
    r"(?:sign[ -]?up|subscribe)(?: (?:for|to|now|here|today)\b.{0,80})?[.!:]?|(?:get|receive) (?:our|the) .{0,60}(?:newsletter|inbox).{0,60}"
    r"|(?:enter )?your e-?mail(?: address)?|(?:donate|join|support us|become a member)(?: (?:now|today))?[.!]?|newsletter"
    r"|take action(?: now)?",
    re.I,
)
_PITCH = re.compile(r"\b(?:newsletters?|inbox|subscribe(?:rs)?|sign(?:ing)? up|unsubscribe|privacy policy|e-?mail)\b", re.I)
_OTHER_STORY = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related(?: (?:story|article|coverage))?|more|watch|listen|don[’']t miss"
    r"|must[- ]read|from the archives?)\s*:\s*.{0,200}",
    re.I,
)
_CAPTION = re.compile(
    r"(?:photos?|photograph|image|illustration|graphic|video)(?: credits?| by| courtesy(?: of)?| illustration)?\s*(?::|\bby\b).{0,200}"
    r"|credit:.{0,120}|.{0,400}\((?:photo|ap photo|image|credit|courtesy)\b[^)]{0,100}\)|.{0,400}[/(|](?:ap photo|getty images|reuters|afp)\)?",
    re.I,
)
_LINES = (
    (_DATE, "a date line of the page"),
    (_ADVERT, "an advertisement's line"),
    (_SHARE, "a sharing or player line"),
    (_SIGN_UP, "a line asking to sign up"),
    (_OTHER_STORY, "a pointer to another story"),
    (_CAPTION, "a picture's caption or credit"),
)
_PROSE_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")
WHY = "page furniture"


def furniture(text: str) -> list[tuple[int, int, str]]:
    """The stretches of text that are the site's and not the story's: (start, end, why), in order and apart.

    Each begins and ends with a line; why begins with "page furniture". A heading such as "Recent Posts" takes what
    follows with it until two paragraphs of prose stand one after the other (teasers come with titles and dates
    between); "Comments" or a copyright line takes all the rest. Lines such as "Advertisement" go alone. It is better
    to leave out a line of the story, which is then listed as left out, than to check another story's figure.
    """
    lines = [(m.start(), m.end(), m[0].strip()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(lines):
        start, end, line = lines[at]
        following = at + 1
        if why := _whole_line(line):
            if why == "a line asking to sign up" and following < len(lines) and _is_pitch(lines[following][2]):
                end = lines[following][1]
                following += 1
            found.append((start, end, f"{WHY}: {why}"))
        elif _REPLIES.fullmatch(line) or (
            _FOOT.fullmatch(line) and not any(_is_prose(lines, n) for n in range(following, len(lines)))
        ):
            return [*found, (start, len(text), f'{WHY}: from "{line[:40]}" on')]
        elif _LIST.fullmatch(line.rstrip(":")) and len(line) <= 60:
            while following < len(lines) and not _is_prose(lines, following):
                following += 1
            end = lines[following - 1][1] if following < len(lines) else len(text)
            found.append((start, end, f'{WHY}: under "{line}"'))
        at = following
    return found


def _whole_line(line: str) -> str | None:
    """What kind of furniture a line is by itself; None for a line that may be the story's."""
    for pattern, why in _LINES:
        if pattern.fullmatch(line) and not (pattern in (_OTHER_STORY, _CAPTION) and _PROSE_ENDS.search(line)):
            return why
    return None


def _is_pitch(line: str) -> bool:
    return len(line) <= 200 and _PITCH.search(line) is not None


def _is_prose(lines: list[tuple[int, int, str]], at: int) -> bool:
    """Whether the story goes on at this line: it and the next are paragraphs, with no title or date between."""
    pair = [line for _, _, line in lines[at : at + 2]]
    return len(pair) == 2 and all(len(x) >= 60 and _PROSE_ENDS.search(x) and not _is_pitch(x) for x in pair)
