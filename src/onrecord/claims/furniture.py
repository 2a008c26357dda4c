"""Page furniture in a story's text: lines and blocks of the site around it, with their places, to leave unchecked."""

from __future__ import annotations

import re


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.I)


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,4}\)?)?)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = (
    rf"{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}){_CLOCK}"
)
_STAMP = r"(?:(?:(?:first|last) )?(?:published|posted|updated|modified)(?:\s+on)?:?\s+)?"
_READ = r"\d+ min(?:ute)?s?(?: to)?(?: read)?"

# A list of other stories begins here. It lasts to the end, or until the story visibly goes on.
_LIST = _any(
    r"(?:our |the )?(?:recent|latest|related|popular|top|featured|trending|suggested|similar|recommended|more) "
    r"(?:posts?|stories|articles?|news|headlines|coverage|content|reading|links|reads)(?: from .{2,40})?",
    r"related",
    r"trending(?: now)?",
    r"recommended(?: for you)?",
    r"most (?:read|popular|viewed|shared|commented|recent)(?: stories)?",
    r"more (?:from|in|on|about) .{2,40}|more like this",
    r"read (?:more|next|also|this next)|what to read next|keep reading",
    r"up next|next up|in other news",
    r"you (?:may|might) (?:also )?(?:like|be interested in)",
    r"editor[’']?s[’']? picks?|don[’']t miss",
)
# Readers' words begin here, and last to the end, when what follows looks like them; else it is a button.
_REPLIES = _any(
    r"(?:\d+ )?(?:comments?|replies|responses)(?: \(\d+\))?",
    r"leave a (?:reply|comment)|join the (?:conversation|discussion)|view (?:all )?comments",
)
_READERS = _any(r"\b(?:reply|says(?=:)|ago|log ?in|sign ?in|posted (?:by|on|at)|report abuse|flag|readers|\d likes?)\b")
# The page's foot, unless the story visibly goes on after it.
_FOOT = _any(
    r"about the authors?",
    r"filed under:?.*|tagged(?: with)?:.*|tags:.*|categories:.*",
    r"(?:copyright )?(?:©|\(c\)) ?\d{4}.*|all rights reserved\.?",
)
_OTHER_STORY = _any(
    r"(?:read (?:more|also|next)|also read|see also|related(?: (?:story|article|coverage))?|more|watch|listen"
    r"|don[’']t miss|must[- ]read|from the archives?)\s*:\s*.{0,200}",
)
_CAPTION = _any(
    r"(?:photos?|photograph|image|illustration|graphic)(?: credits?| illustration)?\s*(?::|by\b|courtesy of\b).{0,200}",
    r"credit:.{0,120}",
    r".{0,400}\((?:photo|ap photo|image|credit|courtesy)\b[^)]{0,100}\)",
    r".{0,400}[/|](?:ap photo|ap|getty images|reuters|afp)\)?",
)
# Lines that go alone: the story goes on after them.
_LINES = (
    (_any(rf"{_STAMP}{_DAY}(?:\s*[|·•/-]\s*(?:{_STAMP}{_DAY}|{_READ}))?"), "a date line of the page"),
    (
        _any(
            r"advertisements?|advertising|sponsored(?: content)?|ad|skip ad(?:vertisement)?",
            r"(?:article|story) continues (?:below|after).*|continue reading(?: below)?",
            r"(?:keep )?scroll(?:ing)? (?:down )?to continue.*",
        ),
        "an advertisement's line",
    ),
    (
        _any(
            r"share(?: (?:this|on .{1,20}|via .{1,20}|(?:this )?(?:article|story|post)))?:?|like this:?",
            r"facebook|twitter|x|linkedin|reddit|whatsapp|bluesky|threads|e-?mail|print|copy link|tweet|pin it",
            r"(?:(?:share on )?(?:facebook|twitter|x|e-?mail|print|linkedin|whatsapp)[ |·,]*){2,}",
            r"follow us(?: on .*)?|loading\.*|save(?: (?:article|story))?",
            r"(?:\d[\d,.]*[km]?\s*(?:shares?|views?|likes?|tweets?|connect|comments?|linkedin|e-?mail|more)\s*)+",
            rf"listen to (?:this )?(?:article|story).*|{_READ}|read(?:ing)? time:? .*",
        ),
        "a sharing or player line",
    ),
    (
        _any(
            r"(?:sign[ -]?up|subscribe)(?: (?:for|to|now|here|today)\b.{0,80})?[.!:]?|newsletter",
            r"(?:get|receive) (?:our|the) .{0,60}(?:newsletter|inbox).{0,60}|(?:enter )?your e-?mail(?: address)?",
            r"(?:donate|join|support us|become a member|take action)(?: (?:now|today))?[.!]?",
        ),
        "a line asking to sign up",
    ),
    (_OTHER_STORY, "a pointer to another story"),
    (_CAPTION, "a picture's caption or credit"),
)
_PITCH = _any(r"\b(?:newsletters?|inbox|subscribe(?:rs)?|sign(?:ing)? up|unsubscribe|privacy policy|e-?mail)\b")
_PROSE_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")
WHY = "page furniture"


def furniture(text: str) -> list[tuple[int, int, str]]:
    """The stretches of text that are the site's and not the story's: (start, end, why), in order and apart.

    Each begins and ends with a line; why begins with "page furniture". A heading such as "Recent Posts" takes what
    follows with it until two paragraphs of prose stand one after the other (teasers come with titles and dates
    between); "Comments" takes all the rest when readers' words follow. Lines such as "Advertisement" go alone. It is
    better to leave out a line of the story, which is then listed as left out, than to check another story's figure.
    """
    lines = [(m.start(), m.end(), m[0].strip()) for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    prose = [_is_prose(line) for _, _, line in lines]
    goes_on = _goes_on(prose)
    found: list[tuple[int, int, str]] = []
    at = begun = 0
    while at < len(lines):
        start, end, line = lines[at]
        following = at + 1
        begun += prose[at]
        if begun >= 2 and _ends_story(lines, at, goes_on[following]):
            return [*found, (start, len(text), f'{WHY}: from "{line[:40]}" on')]
        if why := _alone(line):
            if why == "a line asking to sign up" and following < len(lines) and _is_pitch(lines[following][2]):
                end = lines[following][1]
                following += 1
            found.append((start, end, f"{WHY}: {why}"))
        elif _REPLIES.fullmatch(line) or _FOOT.fullmatch(line):
            found.append((start, end, f"{WHY}: a button or note of the page"))
        elif len(line) <= 60 and _LIST.fullmatch(line.rstrip(":")):
            following = goes_on[following]
            end = len(text) if following == len(lines) else lines[following - 1][1]
            found.append((start, end, f'{WHY}: under "{line}"'))
        at = following
    return found


def _alone(line: str) -> str | None:
    """What kind of furniture a line is by itself; None for a line that may be the story's."""
    for pattern, why in _LINES:
        if pattern.fullmatch(line) and not (pattern in (_OTHER_STORY, _CAPTION) and _PROSE_ENDS.search(line)):
            return why
    return None


def _ends_story(lines: list[tuple[int, int, str]], at: int, goes_on: int) -> bool:
    """Whether readers' words or the page's foot begin at a line and nothing of the story comes after it."""
    line = lines[at][2]
    if _REPLIES.fullmatch(line) and any(_READERS.search(words) for _, _, words in lines[at + 1 : at + 9]):
        return True
    return goes_on == len(lines) and (_REPLIES.fullmatch(line) or _FOOT.fullmatch(line)) is not None


def _is_pitch(line: str) -> bool:
    return len(line) <= 200 and _PITCH.search(line) is not None


def _is_prose(line: str) -> bool:
    return len(line) >= 60 and _PROSE_ENDS.search(line) is not None and not _is_pitch(line)


def _goes_on(prose: list[bool]) -> list[int]:
    """For each line, and the end, the first from it on where two paragraphs stand together; len(prose) for none."""
    found = [len(prose)] * (len(prose) + 1)
    for at in range(len(prose) - 2, -1, -1):
        found[at] = at if prose[at] and prose[at + 1] else found[at + 1]
    return found
