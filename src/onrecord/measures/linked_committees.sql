-- measure: the committees linked to a candidate in a cycle
-- grain: one row for each candidate id and committee; a link that stands twice is here once
-- units: none; links is how many rows of the linkage file say so
-- caveats: only principal (P) and authorised (A) campaign committees of type H, S or P are in a candidate's totals; joint
--   fundraising (J) and leadership (D) committees are not
-- source: candidate-committee linkage; names from the committee master
select l.candidate_id_fec, l.committee_id_fec, max(n.name) as name, max(l.designation) as designation,
       max(l.committee_type) as committee_type,
       bool_or(l.designation in ('P', 'A') and l.committee_type in ('H', 'S', 'P')) as counted,
       max(l.candidate_election_year) as election_year, count(*) as links, l.fec_election_year as cycle,
       arg_min(l.source_file, (l.source_file, l.source_line)) as source_file,
       arg_min(l.source_line, (l.source_file, l.source_line)) as source_line
from linkage as l
left join (select committee_id_fec, arg_max(name, cycle) as name from committee group by 1) as n
  on n.committee_id_fec = l.committee_id_fec
where list_contains($candidates, l.candidate_id_fec)
  and l.fec_election_year = $cycle
  and l.quarantine is null
group by l.candidate_id_fec, l.committee_id_fec, l.fec_election_year
order by l.candidate_id_fec, counted desc, l.committee_id_fec
