"""The words that stories use for money, votes and standing, as patterns; grouped by what they mean."""

from __future__ import annotations

import re

SPENT = (
    r"(?:spent|spend|spends|spending|poured|pouring|pumped|dropped|shelled out|plowed|ploughed|invested|outlay"
    r"|expenditures?|dumped|dumping|unloaded|plunked down|sank|sunk|lavished|splurged|forked over"
    r"|doled out(?= \$[\d.,]+ (?:million |billion )?on\b)|laid out|unleashed"
    r"|(?:burned|burning|burnt|blew|blown|ran|run|went|gone|going) through|disbursed|disbursing|plunked down)"
)
RAISED = (
    r"(?:raised|raising|raise|hauled in|hauling in|brought in|bringing in|took in|taken in|taking in|pulled in"
    r"|pulling in|reeled in|raked in|raking in|posted|posting|collected|amassed|amassing|netted|banked|mustered"
    r"|garnered|accumulated|scooped up|drummed up|scraped together|notched"
    r"|reported raising)"
)
CASH = (
    r"(?:cash[- ]on[- ]hand|on hand|in (?:the|its|his|her|their) (?:\w+ )?(?:bank|war chest|accounts?|coffers)|in cash"
    r"|in the bank|cash reserves?|in reserves?)"
)
DEBT = r"\b(?:in debts?|debts? of|owed|owes)\b"
GAVE = (
    r"(?:gave|given|give|gives|giving|donated|donating|donates|donations?|contributed|contributing|contributions?"
    r"|sent|funnel(?:l)?ed|kicked in|bundled|earmarked|doled out)"
)
OPPOSE = (
    r"(?:against|opposing|oppose|opposed|attacking|attacked|attack|oust|ousting|unseat|unseating|defeat|defeating"
    r"|targeting|target|targeted|beat back|take down|anti-\w+|critical of|attacks on|bash(?:ed|es|ing)?"
    r"|slam(?:med|ming)?"
    r"|blast(?:ed|s|ing)?|hammer(?:ed|s|ing)?|pummel(?:ed|s|ing)?|savag(?:ed|es|ing)|ripp(?:ed|ing)|skewer(?:ed|ing)?"
    r"|criticiz(?:ed|es|ing)|denounc(?:ed|es|ing)|trash(?:ed|es|ing)?|tear(?:ing)? down|tearing into|going after"
    r"|went after|topple|toppling|taking (?:down|out|on)|take out|knock(?:ing)? (?:off|out)|defeat of|beat"
    r"|beating|thwart(?:ing)?"
    r"|sink(?:ing)?|derail(?:ing)?)"
)
SUPPORT = (
    r"(?:help|helping|helped|supporting|support|supported|backing|back|backed|boosting|boost|boosted|bolster"
    r"|bolstering|aiding|promoting|elect"
    r"|on behalf of|in favor of|for|pro-\w+|pushing|pushed|propping up|prop up|behind|lift(?:ed|s|ing)?"
    r"|prais(?:ed|es|ing)|tout(?:ed|s|ing)?|rescu(?:e|ed|ing)|sav(?:e|ed|ing)|shor(?:e|ed|ing) up|champion(?:ed"
    r"|s|ing)?|re-?elect(?:ing)?"
    r"|electing|promote|promotes|promoted|defend(?:ed|s|ing)?|protect(?:ed|s|ing)?|benefit(?:ed|s|ing)?)"
)
OWN_LOAN = r"\b(?:loans?|loaned|lent|lending)\b"
OWN_MONEY = (
    r"\b(?:(?:his|her|their) own (?:money|campaign|pocket|funds)|self-fund\w*|personal (?:funds|money|wealth|fortune"
    r"|assets)"
    r"|(?:contributions?|loan(?:s|ed)?) (?:to|in) (?:his|her|their) (?:own )?campaign)"
)
ENDORSED = r"\b(?:endorsed|endorses|endorsing|endorsements? (?:of|for))\b"

# Numbers that are not claims about this record, by the code of their reason.
SET_ASIDE: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (code, reason, re.compile(pattern, re.IGNORECASE))
    for code, reason, pattern in (
        (
            "pledge_or_plan",
            "a plan or pledge: no filing records what is yet to be spent",
            r"\b(?:pledg\w+|plans?|planned(?! Parenthood)|planning|aims?|aiming|expects?|expected|intends?|vow\w*"
            r"|promis\w+"
            r"|might|goal|hopes?"
            r"|budget(?:ed)?|set aside|reserv(?:ed|ing)|(?:will|would) (?:have )?(?:spen[dt]|raised?|give|given|put"
            r"|invest(?:ed)?|pour(?:ed)?|work)|could (?:spend"
            r"|raise|cost))\b",
        ),
        (
            "ad_tracker",
            "a figure of an advertising tracker, which is not on the public record",
            r"\b(?:AdImpact|ad[- ]tracking|media[- ]tracking|Kantar|Medium Buying|advertising data firm)\b",
        ),
        ("poll", "a poll, which this record does not hold", r"\b(?:poll(?:s|ed|ing|ster)?|survey(?:ed)?|approval)\b"),
        (
            "election_night_snapshot",
            "a partial count of election night; the record holds final counts",
            r"\b(?:early returns|precincts? (?:reporting|counted)|votes counted so far|with .{1,12} (?:reporting"
            r"|counted)"
            r"|with (?:\S+ ){1,6}?(?:precincts?|ballots?|votes?|returns|%|percent)(?: \w+)? (?:counted|reporting|tallied"
            r"|reported|in[,;])"
            r"|(?:%|percent) of (?:the |all )?(?:expected |estimated )?(?:votes?|precincts|ballots) (?:counted|reporting"
            r"|tallied|reported|in[,.;])"
            r"|election night|as of (?:Tuesday|Wednesday) night|semi-official)\b",
        ),
        (
            "policy_cost",
            "a cost or benefit of a policy, not money in an election",
            r"\b(?:income for|minimum wage|(?<!at a )cost of|tax(?:es)? (?:on|credit|cut)|subsid\w+|per (?:month|person"
            r"|resident|year)"
            r"|monthly|recount .{0,40}cost|bailout|foreign aid|a package of)\b",
        ),
        (
            "legal_threshold",
            "a limit or threshold of law or of a chamber, not a figure of a contest",
            r"\b(?:threshold|legal limit|contribution limit|needed to control|needed for a majority|maximum allowed"
            r")\b",
        ),
    )
)
