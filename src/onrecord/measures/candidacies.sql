-- measure: who stood for a contest, by the FEC's candidate ids
-- grain: one row for each candidate id and file that names it
-- units: none
-- caveats: masters are timeless and hold who filed, not who was on the ballot; a person has an id for each office, or more
-- source: candidate master, all-candidates summary, candidate summary
select candidate_id_fec, name, party, office, state, district, election_year, cycle, source_file, source_line, citation
from (select candidate_id_fec, name, party, substr(candidate_id_fec, 1, 1) as office, state, district,
             election_year, cycle, source_file, source_line, citation from candidate
      union all
      select candidate_id_fec, name, party, substr(candidate_id_fec, 1, 1) as office, state, district,
             null as election_year, cycle, source_file, source_line, null as citation from candidate_total)
where ($candidates is null or list_contains($candidates, candidate_id_fec))
  and ($office is null or office = $office) and ($state is null or state = $state)
  and ($district is null or district = $district)
order by candidate_id_fec, cycle, source_file, source_line
