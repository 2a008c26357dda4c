-- measure: names that are, begin with, hold the words of, or are like what was typed
-- grain: one row for each kind, id and name, the best match first: exact, prefix, token, then near
-- units: cycles by their even year; present_name is the id's latest name; likeness of near names from 0 to 1; those near in
--   every word typed come before those near in some
-- caveats: near names suggest and never decide; a name is not a person; for donors see donor_names
-- source: committee and candidate masters, summaries, members of Congress
with ranked as materialized (
  select *,
         case when id = upper($typed) or whole = $plain or bare = $plain or spoken = $plain then 1
              when starts_with(whole, $plain) or coalesce(starts_with(spoken, $plain), false) then 2
              when length($typed) >= 4 and starts_with(coalesce(id, ''), upper($typed)) then 2
              when contains(whole, $words[1]) and list_has_all(string_split(whole, ' '), $words) then 3 end as rank
  from registered_name
  where list_contains($kinds, kind) and $plain <> ''
),
liked as materialized (
  select *, case when rank is null and $near
                 then greatest(jaro_winkler_similarity(whole, $plain),
                               jaro_winkler_similarity(coalesce(bare, spoken), $plain))
                 end as likeness
  from ranked
)
select kind, id, name, detail, present_name, cycles, row_count,
       case rank when 1 then 'exact' when 2 then 'prefix' when 3 then 'token' else 'near' end as matched, likeness
from liked
where rank is not null or likeness >= 0.88
order by coalesce(rank, 4),
         rank is null and list_min(list_transform($words, lambda typed: list_max(list_transform(
           string_split(whole, ' '), lambda held: jaro_winkler_similarity(held, typed))))) >= 0.85 desc,
         likeness desc nulls last, cycles[-1] desc nulls last, length(name), name, id
limit $limit
