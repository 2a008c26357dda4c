-- measure: what ties a candidate id to another one: a committee of both, or a member of Congress who has both
-- grain: one row for each pair of ids, kind of evidence and committee or member, with the first row that shows each side
-- units: none
-- caveats: a ticket's two candidates share a committee, and a joint fundraiser is linked to many: only principal and
--   authorised committees (designation P and A) are looked at, and the names decide beside them
-- source: linkage, candidate master (principal committee), list of members of Congress with their FEC ids
with tied as (
  select candidate_id_fec, committee_id_fec as tie, 'linked committee' as evidence, source_file, source_line
  from linkage
  where designation in ('P', 'A') and quarantine is null
  union all
  select candidate_id_fec, principal_committee_id_fec, 'linked committee', source_file, source_line
  from candidate
  where principal_committee_id_fec is not null and quarantine is null
  union all
  select trim(i.id), bioguide_id, 'member of Congress', source_file, source_line
  from legislator, unnest(string_split(candidate_ids_fec, ',')) as i(id)
  where candidate_ids_fec is not null and quarantine is null
),
ties as (
  select distinct evidence, tie from tied where $candidates is null or list_contains($candidates, candidate_id_fec)
),
first_of as (
  select candidate_id_fec, tie, evidence, arg_min(source_file, (source_file, source_line)) as source_file,
         arg_min(source_line, (source_file, source_line)) as source_line
  from tied semi join ties using (evidence, tie)
  where regexp_full_match(candidate_id_fec, '[HSP][0-9A-Z]{8}')
  group by candidate_id_fec, tie, evidence
)
select a.candidate_id_fec, b.candidate_id_fec as other_id_fec, a.evidence, a.tie,
       coalesce(c.name, l.full_name) as tie_name, l.last_name as member_last_name,
       a.source_file, a.source_line, b.source_file as other_file, b.source_line as other_line
from first_of as a
join first_of as b on b.tie = a.tie and b.evidence = a.evidence and b.candidate_id_fec <> a.candidate_id_fec
left join (select committee_id_fec, arg_max(name, cycle) as name from committee
           where committee_id_fec in (select tie from ties) group by committee_id_fec) as c
       on a.evidence = 'linked committee' and c.committee_id_fec = a.tie
left join (select bioguide_id, any_value(full_name) as full_name, any_value(last_name) as last_name from legislator
           where bioguide_id in (select tie from ties) group by bioguide_id) as l
       on a.evidence = 'member of Congress' and l.bioguide_id = a.tie
where $candidates is null or list_contains($candidates, a.candidate_id_fec)
order by a.candidate_id_fec, other_id_fec, a.evidence, a.tie
