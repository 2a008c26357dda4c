"""The many words of newsrooms for spending, raising, holding, giving, for and against; one measure each."""

from __future__ import annotations

SPENT = (
    r"spen[td]|spends|spending|pour(?:ed|ing)|pump(?:ed|ing)|dropp?(?:ed|ing)|plow(?:ed|ing)|sank|sunk"
    r"|shell(?:ed|ing) out|invest(?:ed|ing)|unload(?:ed|ing)|dump(?:ed|ing)|laid out|ponied up|answered with"
    r"|countered with|burn(?:ed|t)|burn(?:ing)? through|blew|blown|ad buys?|ads?\b|ad campaign|ad blitz|mailers"
    r"|air time|airtime|airwaves|advertising|expenditures?|outlays?|bankroll(?:ed|ing)|put|ran up a (?:bill|tab)"
    r"|mustered|aired|airing|committed|came to"
    r"|favored|help from"
)
RAISED = (
    r"rais(?:ed|ing|es)|haul(?:ed|s)?|took in|taken in|taking in|pull(?:ed|ing) (?:in|down)|brought in"
    r"|bringing in|rak(?:ed|ing) in|collect(?:ed|ing)|amass(?:ed|ing)|net(?:ted|ting)|generat(?:ed|ing)"
    r"|report(?:ed|ing) raising|fund-?raising|receipts|drew in|posted|posting|logg(?:ed|ing)|scoop(?:ed|ing) up"
    r"|reeled in|contributions|donations|got"
)
CASH = (
    r"cash[- ]on[- ]hand|on hand|in the bank|in (?:its|his|her|their) (?:bank|war chest|coffers|accounts?)"
    r"|war chest|in cash|cash|bank(?:ed|ing)|sitting on|left over|left in|in reserve|stockpil\w+|coffers"
)
DEBT = r"in debts?|in the red|debts?|owed|owes|owing|in the hole"
LOAN = r"loan(?:ed|s|ing)?|lent|lend(?:ing|s)?"
OWN = (
    r""
    r"(?:his|her|their) own (?:money|pocket|cash|fortune|funds|wealth|campaign|pockets?|wallet|bank account|bid)"
    r"|self-fund\w*|personal (?:money|funds|wealth|fortune|assets|savings)|out of pocket"
    r"|from (?:his|her) pocket"
)
GIVEN = (
    r"g(?:ave|iven|iving|ives?)|donat(?:ed|ing|es|ions?)|contribut(?:ed|ing|es|ions?)|chipp?(?:ed|ing) in"
    r"|kick(?:ed|ing) in|cut (?:a|an|the|another)|wrote (?:a|an|the)|writ(?:ing|ten) (?:a|an|the)|checks?"
    r"|good for|followed with|funnel(?:l?ed|l?ing)|steer(?:ed|ing)|rout(?:ed|ing)|shift(?:ed|ing)|mov(?:ed|ing)"
    r"|transferr?(?:ed|ing)|sen[dt]|maxed out|bundl(?:ed|ing)|ante?d up|infus\w+|seed(?:ed|ing)|benefactors?"
    r"|donors?|sugar daddy|patrons?"
)
RECEIVED = r"receiv(?:ed|ing)|took|taking|taken|accept(?:ed|ing)|came from|from"
AGAINST = (
    r"against|bring(?:ing)? down|oppos(?:e|ed|ing|ition)|attack(?:s|ed|ing)?|oust(?:ing)?|unseat(?:ing)?|defeat(?:ing)?"
    r"|beat(?:ing)?|target(?:s|ed|ing)?|tak(?:e|ing) (?:down|out)|sink(?:ing)?|stop(?:ping)?|block(?:ing)?"
    r"|critical of|anti-\w+|go(?:es|ing)? after|hit(?:s|ting)?|slam(?:s|med|ming)?|bash(?:es|ed|ing)?"
    r"|hammer(?:s|ed|ing)?|blast(?:s|ed|ing)?|pummel\w*|batter\w*|savag\w+|toppl(?:e|ing)|negative|calling"
)
FOR = (
    r"support(?:s|ed|ing|ive of)?|back(?:s|ed|ing)?|boost(?:s|ed|ing)?|help(?:s|ed|ing)?|aid(?:s|ed|ing)?"
    r"|bolster(?:s|ed|ing)?|promot(?:e|es|ed|ing)|elect(?:ing)?|on behalf|on (?:his|her|their) behalf|behalf"
    r"|for|favor(?:s|ed|ing)?|in favor of|bail(?:ed|ing)?|prop(?:ped|ping)? up|lift(?:ed|ing)?"
    r"|rescu(?:e|ed|ing)|protect(?:ed|ing)?|sav(?:e|ed|ing)|shield(?:ed|ing)?|defend(?:ed|ing)?"
    r"|prais(?:e|ed|ing)|touting|pro-\w+|re-?elect(?:ing)?|push(?:ed|ing)?"
)
