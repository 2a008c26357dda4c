-- measure: names that are, begin with, hold the words of, or are like what was typed
-- grain: one row for each kind, id and name, the best match first: exact, prefix, token, then near
-- units: cycles by their even year; present_name is the id's latest name; likeness of near names from 0 to 1
-- caveats: near names suggest and never decide; a name is not a person; donors have no id: one name can be many people
-- source: committee and candidate masters, summaries, members of Congress, itemised contributions by individuals
with named as (
  select 'committee' as kind, committee_id_fec as id, name, cycle, committee_type as detail
  from committee where list_contains($kinds, 'committee') and quarantine is null
  union all
  select 'committee', committee_id_fec, name, cycle, committee_type
  from committee_total where list_contains($kinds, 'committee') and quarantine is null
  union all
  select 'candidate', candidate_id_fec, name, cycle,
         concat_ws(', ', party, case office when 'P' then 'President' when 'S' then state || '-SEN'
                                            else state || '-' || coalesce(district, 'district not known') end)
  from candidate_named where list_contains($kinds, 'candidate')
  union all
  select 'person', bioguide_id, coalesce(full_name, first_name || ' ' || last_name), null,
         concat_ws(', ', 'member of Congress', party, case chamber when 'S' then state || '-SEN'
                                                                  else state || '-' || coalesce(district, 'AL') end)
  from legislator where list_contains($kinds, 'person') and quarantine is null
  union all
  select 'donor', null, contributor_name, cycle, null
  from individual_contribution where list_contains($kinds, 'donor') and quarantine is null
),
once as materialized (
  select kind, id, name, list_sort(list(distinct cycle)) as cycles, arg_max(detail, coalesce(cycle, 0)) as detail,
         count(*) as row_count,
         case when id is not null then first_value(name) over (partition by kind, id order by max(cycle) desc nulls last,
                                                               name) end as present_name
  from named where name is not null
  group by kind, id, name
),
plain as materialized (
  select *, trim(regexp_replace(strip_accents(lower(name)), '[^a-z0-9]+', ' ', 'g')) as whole,
         case when kind = 'committee' and contains(name, '(')
              then trim(regexp_replace(strip_accents(lower(regexp_replace(name, '\(.*?\)', ' ', 'g'))),
                                       '[^a-z0-9]+', ' ', 'g'))
              end as bare,
         case when kind <> 'committee' and contains(name, ',')
              then trim(regexp_replace(strip_accents(lower(split_part(trim(split_part(name, ',', 2)), ' ', 1)
                                                           || ' ' || split_part(name, ',', 1))),
                                       '[^a-z0-9]+', ' ', 'g'))
              end as spoken
  from once
),
ranked as materialized (
  select *,
         case when id = upper($typed) or whole = $plain or bare = $plain or spoken = $plain then 1
              when starts_with(whole, $plain) or coalesce(starts_with(spoken, $plain), false) then 2
              when length($typed) >= 4 and starts_with(coalesce(id, ''), upper($typed)) then 2
              when contains(whole, $words[1]) and list_has_all(string_split(whole, ' '), $words) then 3 end as rank
  from plain
  where $plain <> ''
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
order by coalesce(rank, 4), likeness desc nulls last, cycles[-1] desc nulls last, length(name), name, id
limit $limit
