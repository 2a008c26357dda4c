-- measure: candidates whose last name is near a word, to suggest from
-- grain: one row for each name and candidate id, the nearest first, at most 200
-- units: none
-- caveats: likeness suggests and never decides
-- source: candidate master
select name, min(candidate_id_fec) as candidate_id_fec, min(substr(candidate_id_fec, 1, 1)) as office,
       min(state) as state, min(district) as district
from candidate
where name is not null and jaro_winkler_similarity(lower(split_part(name, ',', 1)), $last) >= 0.8
group by name
order by max(jaro_winkler_similarity(lower(split_part(name, ',', 1)), $last)) desc, name
limit 200
