-- table: the names of candidates as they are compared, 'last, first' and, of results, whole: masters, summaries and results
-- grain: one row for each row of a master, summary or result that names a candidate
-- units: years of election or cycles by their even year
-- caveats: a name is not a person; `whole` is null for masters and summaries, which are compared by 'last, first' alone
-- source: candidate master, summaries and results
select candidate_id_fec, name, party, substr(candidate_id_fec, 1, 1) as office, state, district, cycle as year,
       source_file, source_line, false as of_result, null::varchar as whole,
       lower(regexp_replace(regexp_extract(name, '^[^,]+, *[^ ,]+'), ', *', ', ')) as compared
from (select candidate_id_fec, name, party, state, district, cycle, source_file, source_line from candidate
      union all
      select candidate_id_fec, name, party, state, district, cycle, source_file, source_line from candidate_total)
union all
select candidate_id_fec, candidate_name, party, office, state, district, year, source_file, source_line, true,
       lower(candidate_name),
       case when contains(bare, ',') then regexp_replace(regexp_extract(bare, '^[^,]+, *[^ ,]+'), ', *', ', ')
            else regexp_extract(bare, '[^ ]+$') || ', ' || regexp_extract(bare, '^[^ ]+') end
from (select *, regexp_replace(replace(strip_accents(lower(candidate_name)), '-', ' '),
                               ',? +(jr|sr|ii|iii|iv)[.]?(,|$)', '\2') as bare
      from result where county is null and office in ('H', 'S', 'P') and quarantine is null)
