-- measure: names of contributors that are, begin with, hold the words of, or are like what was typed
-- grain: one row for each name as filed, the best match first: exact, prefix, token, then near; then those with most rows
-- units: rows of the loaded files with that name; cycles by their even year; likeness of near names from 0 to 1,
--   those near in every word typed before those near in some
-- caveats: near names suggest and never decide; one name can be many people, one person stand under several names; names of
--   individuals may not be sold or used to solicit (52 U.S.C. 30111(a)(4)); a near name has a word that begins with the
--   same two letters; of one word, which thousands of names hold, the first of a file are looked at (see name_index)
-- source: itemised contributions by individuals, by the words of their names: the longest word typed (from $word to $beyond)
--   and two more ($second, $third)
with held as (
  select name, plain, row_count, cycle
  from name_index
  where quarantine is null and token >= $word and token < $beyond and place <= $deepest
    and contains(plain, ' ' || $second) and contains(plain, ' ' || $third)
    and (not $near or jaro_winkler_similarity(token, $longest) >= 0.88)
  order by plain = ' ' || $plain || ' ' desc, starts_with(plain, ' ' || $plain) desc, row_count desc, name
  limit $among
),
found as (
  select name, trim(plain) as whole, sum(row_count)::bigint as row_count, list_sort(list(distinct cycle)) as cycles
  from held group by name, plain
),
spelled as (
  select *, trim(regexp_replace(strip_accents(lower(split_part(trim(split_part(name, ',', 2)), ' ', 1)
                                                    || ' ' || split_part(name, ',', 1))), '[^a-z0-9]+', ' ', 'g')) as spoken
  from found
),
ranked as (
  select *, case when whole = $plain or spoken = $plain then 1
                 when starts_with(whole, $plain) or starts_with(spoken, $plain) then 2
                 when list_has_all(string_split(whole, ' '), $words) then 3 end as rank,
         case when $near then greatest(jaro_winkler_similarity(whole, $plain), jaro_winkler_similarity(spoken, $plain))
              end as likeness
  from spelled
)
select 'donor' as kind, null as id, name, null as detail, null as present_name, cycles, row_count,
       case rank when 1 then 'exact' when 2 then 'prefix' when 3 then 'token' else 'near' end as matched, likeness
from ranked
where rank is not null or likeness >= 0.88
order by coalesce(rank, 4),
         rank is null and list_min(list_transform($words, lambda typed: list_max(list_transform(
           string_split(whole, ' '), lambda held: jaro_winkler_similarity(held, typed))))) >= 0.85 desc,
         rank = 2 and starts_with(whole, $plain) desc, likeness desc nulls last, row_count desc, name
limit $limit
