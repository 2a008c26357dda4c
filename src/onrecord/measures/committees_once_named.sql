-- measure: committees that an earlier file has under a name, without its bracketed short form, and the latest one has not
-- grain: one row for each committee id and such name
-- units: cycles by their even year
-- caveats: two committees can have had one name; then neither is meant until an id is given
-- source: committee master and summaries
with named as (
  select committee_id_fec, name, cycle,
         trim(regexp_replace(regexp_replace(lower(name), '\(.*?\)', ' ', 'g'), '[^a-z0-9]+', ' ', 'g')) as plain
  from (select committee_id_fec, name, cycle from committee where quarantine is null
        union all select committee_id_fec, name, cycle from committee_total where quarantine is null)
  where name is not null
),
latest as (select committee_id_fec, arg_max(plain, cycle) as plain, arg_max(name, cycle) as name from named group by 1)
select n.committee_id_fec, max(n.name) as once_named, max(n.cycle) as last_cycle, l.name
from named as n
join latest as l on l.committee_id_fec = n.committee_id_fec
where list_contains($names, n.plain) and n.plain <> l.plain
group by n.committee_id_fec, l.name
order by n.committee_id_fec
