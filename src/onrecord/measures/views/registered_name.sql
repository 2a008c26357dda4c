-- table: the names of committees, candidates and members of Congress as they are compared
-- grain: one row for each kind, id and name
-- units: cycles by their even year; present_name is the id's latest name
-- caveats: masters are timeless; a name is not a person; whole is the name in plain words, bare without what is in
--   brackets, spoken with the first name first; in no master or summary a committee has the name on its filings' covers (detail: cover and the filing's number)
-- source: committee and candidate masters, summaries, members of Congress, covers of electronic filings
with named as (
  select 'committee' as kind, committee_id_fec as id, name, cycle,
         case when cover is null then committee_type else 'cover ' || cover end as detail
  from committee_name where quarantine is null
  union all
  select 'candidate', candidate_id_fec, name, cycle,
         concat_ws(', ', party, case office when 'P' then 'President' when 'S' then state || '-SEN'
                                            else state || '-' || coalesce(district, 'district not known') end)
  from candidate_named
  union all
  select 'person', bioguide_id, coalesce(full_name, first_name || ' ' || last_name), null,
         concat_ws(', ', 'member of Congress', party, case chamber when 'S' then state || '-SEN'
                                                                  else state || '-' || coalesce(district, 'AL') end)
  from legislator where quarantine is null
  union all
  select 'person', bioguide_id, nickname || ' ' || last_name, null,
         concat_ws(', ', 'member of Congress', party, case chamber when 'S' then state || '-SEN'
                                                                  else state || '-' || coalesce(district, 'AL') end)
  from legislator where quarantine is null and nickname is not null
),
once as materialized (
  select kind, id, name, list_sort(list(distinct cycle)) as cycles, arg_max(detail, coalesce(cycle, 0)) as detail,
         count(*) as row_count,
         case when id is not null then first_value(name) over (partition by kind, id order by max(cycle) desc nulls last,
                                                               name) end as present_name
  from named where name is not null
  group by kind, id, name
)
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
