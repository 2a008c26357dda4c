"""The words that say whom outside money was for or against, who bore it or had the good of it, and who is pointed to."""

from __future__ import annotations

import re

from onrecord.claims.broad_words import AGAINST, FOR

_PEOPLE = (  # a description of somebody by a noun for people
    r"(?:incumbent|challenger|candidate|nominee|newcomer|hopeful|lawmaker|legislator|congress(?:man|woman|member)"
    r"|representative|senator|governor|mayor|councilm[ae]n|councilwoman|councilor|commissioner|assembly(?:man|woman)"
    r"|prosecutor|attorney|lawyer|judge|sheriff|physician|doctor|nurse|surgeon|pediatrician|teacher|educator|professor"
    r"|scientist|engineer|farmer|rancher|pastor|minister|veteran|pilot|officer|colonel|businessm[ae]n"
    r"|businesswoman|executive|entrepreneur|investor|banker|millionaire|billionaire|activist|organizer|author|actor"
    r"|host|anchor|journalist|[Dd]emocrat|[Rr]epublican|independent|[Ll]ibertarian|progressive|moderate|conservative"
    r"|centrist|socialist|liberal|Blue Dog|freshman|front-?runner|underdog|upstart|favorite|winner|loser|rival"
    r"|opponent|foe|diplomat|chairm[ae]n|chairwoman)"
)
RIVAL = r"(?:opponent|rival|challenger|foe|competitor)"
REF = re.compile(
    r"\b(?P<pronoun>him|her|them|his|whom)\b(?! own)"
    rf"(?P<rival> (?:[\w-]+ ){{0,2}}?{RIVAL}\b)?"
    rf"|\b[Tt]he (?P<noun>(?:[\w-]+ ){{0,4}}?{_PEOPLE})\b(?!['\u2019]s? (?:allies|campaign arm|PAC|super PAC|side))"
    r"(?! (?:super )?PACs?\b| groups?\b| committees?\b| donors?\b| primary\b| Party\b| nomination\b)",
)
AGAINST_IT = re.compile(
    r"\b(?:attacks? (?:on|against|ads? (?:on|against))|salvos? (?:at|against)|assault on|broadsides? (?:at|against)"
    r"|fire at|trained on|aimed at|directed at|hostile to|tearing (?:down|into)|trash(?:ing|ed)|tear(?:ing)? down"
    rf"|{AGAINST}|went after|rough(?:ed|ing) up|bludgeon\w*|pillor\w+|hostile)\b",
    re.IGNORECASE,
)
FOR_IT = re.compile(
    rf"\b(?:{FOR}|behind|friendly to|shor(?:e|ed|ing) up|champion\w*|buoy(?:ed|ing)?|embrac\w+|in the corner of"
    r"|to the (?:rescue|aid) of)\b",
    re.IGNORECASE,
)
FACED = re.compile(  # what somebody had to bear
    r"\b(?:fac(?:ed|es|ing)|weather(?:ed|s|ing)|endur(?:ed|es|ing)|absorb(?:ed|s|ing)|withst(?:ood|ands?)|overc[ao]me"
    r"|surviv(?:ed|es|ing)|met with|the (?:group|network|PAC) met|on the receiving end of|up against|the target of"
    r"|(?:hit|hammered|pummel\w+|batter\w+|pelted|attacked|targeted|blasted|slammed|bombarded|savaged|opposed|buried"
    r"|pounded|beaten back) (?:with|by|under))\b",
    re.IGNORECASE,
)
_AIDED = (
    r"(?:bolster|buoy|aid|help|boost|back|lift|prop|rescu|sav|defend|support|shield|protect|assist|prais|carri|buttress"
    r"|fuel|power)"
)
GOT = re.compile(  # what somebody had the good of
    rf"\b(?:{_AIDED}(?:ped|ed|d)(?: (?:up|along))?(?: (?:by|with|to the tune of))"
    r"|benefit(?:ed|t?ing|s)? from|beneficiary of"
    r"|(?:count(?:ed|ing)?|lean(?:ed|ing|t)?|rel(?:y|ied|ying)) on"
    r"|(?:had|has|with|got|gets|received|enjoy\w*|drew|saw|won)"
    r"(?: (?:the )?(?:help|support|backing|aid|assistance)(?: (?:of|from))?)?)\b",
    re.IGNORECASE,
)
HELPFUL = re.compile(
    r"\s*(?:worth )?(?:in|of) (?:[\w-]+ ){0,3}?(?:help|support|backing|aid|ads|advertising|spending|air cover"
    r"|assistance)\b",
    re.IGNORECASE,
)
HOSTILE = re.compile(
    r"\s*(?:worth )?(?:in|of) (?:[\w-]+ ){0,2}?(?:attacks?|attack ads|(?:hostile|negative|critical|opposition)"
    r" (?:[\w-]+ ){0,2}?(?:ads|ad|advertising|spending|mail(?:ers)?|messages|commercials|spots|money))\b",
    re.IGNORECASE,
)
COST = re.compile(
    r"\b(?:at a cost of|to the tune of|at a price of|by spending|spending|with|through|ran to|came to|come to|cost"
    r"|costing|reached|totall?ed|topped|hit|amount(?:ed|ing) to|was|is|were|are|has run to|adds up to|stands at|stood at"
    r"|exceeded|surpassed|swelled to|grew to|climbed to|lavished|spent|spending)[\s:]*"
    r"(?:(?:a|an|another|some|its|about|just|only|more than|over|nearly|almost|roughly|at least|total|estimated|of)"
    r"\s*){0,4}$",
    re.IGNORECASE,
)
GIFT = re.compile(
    r"\b(?:gave|give|given|giving|donat\w+|contribut\w+|max(?:ed|ing) out|bundl\w+|transferr\w+|loan\w*|lent|checks?"
    r"|rais(?:ed|es|ing)|haul\w*|cash|took in|in the bank|on hand|in debts?|receipts|donors?|fund-?raising"
    r"|seed(?:ed|ing)|financed|funded|bankrolled|self-fund\w*|own money)\b",
    re.IGNORECASE,
)
WON = re.compile(
    r"\b(?:won|win|wins|winning|lost|loss|defeat of|victory|beat|ousted|toppled|unseated|defeated)\b", re.IGNORECASE
)
SOURCE = re.compile(r"\s*(?:[^,;$.]{0,60}?\s)?(?:from|by|courtesy of) (?:the )?")
SPENDS_IT = re.compile(
    r"(?:has |had |have |already )*"
    r"(?:spen[dt]|aired|put|poured|plowed|lavished|dropped|dumped|ran|paid|sank|shelled|laid|mounted|used|devoted)\b"
)
OUTSIDE = re.compile(
    r"\b(?:[Oo]utside (?:groups?|money|spending|spenders?|help|interests|ads?|support|organi[sz]ations|cash)"
    r"|[Dd]ark[- ]money|[Ss]uper PACs|[Ii]ndependent groups|[Tt]hird-party groups"
    r"|[Gg]roups (?:hostile|friendly|opposed|opposing|supporting|backing|allied|aligned|sympathetic|favoring|in)"
    r"|[\w]+-(?:aligned|allied|leaning|backed|linked|affiliated|friendly) (?:groups|super PACs|PACs|committees)"
    r"|(?:[Cc]onservative|[Ll]iberal|[Pp]rogressive|Republican|Democratic|GOP|[Pp]ro-\w+|[Aa]nti-\w+|[Aa]ll the)"
    r" (?:super PACs|groups|committees)|[A-Z][\w-]+['\u2019]s allies)\b"
)
_SUMS = (
    r"(?:spent|poured|pumped|dropped|plowed|ploughed|sank|sunk|shelled out|invested|unloaded|dumped|laid out|ponied up"
    r"|put(?: up| in)?|committed|mustered|aired|mounted|anted up|combined for|threw|thrown|kicked in|chipped in"
    r"|(?:burned|burnt) through|ran up a (?:bill|tab) of|accounted for|answered with|countered with|responded with"
    r"|(?:weighed|parachuted|jumped|came|stepped) in with)"
)
_ABOUT = (
    r" (?:(?:a|an|another|some|about|just|only|more than|over|nearly|almost|roughly|at least|total|of|estimated"
    r"|combined) )*$"
)
OUTLAID = re.compile(rf"\b{_SUMS}{_ABOUT}", re.IGNORECASE)
ALLIES = re.compile(
    r"(?:['\u2019]s?)? (?:[\w-]+ )?(?:allies|backers|supporters|friends|foes|critics|opponents|detractors)"
    rf"\b[^,.;$]{{0,30}}\b{_SUMS}{_ABOUT}",
    re.IGNORECASE,
)
NOBODY = re.compile(r"(?:Blue Dog|Navy|Army|Marine|Marines|Air Force|Green Beret|Tea Party|Founding Fathers?)s?")
