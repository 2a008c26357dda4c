-- summary: the words of contributors' names, so that a name is found among millions
-- grain: one row for each word and name; `plain` is the name in lower case, letters and digits alone, with a space around
-- units: rows (how many of the file have that name); source_line is the first of them
-- caveats: a name is as filed: one person may stand under several, several under one; names may not be sold or used to
--   solicit (52 U.S.C. 30111(a)(4))
-- source: the rows of one indiv file
with names as (
  select contributor_name as name, count(*) as row_count, min(source_line) as source_line
  from individual_contribution where contributor_name is not null and quarantine is null group by 1
),
spelled as (
  select *, ' ' || trim(regexp_replace(lower(strip_accents(name)), '[^a-z0-9]+', ' ', 'g')) || ' ' as plain from names
)
select unnest(list_distinct(string_split(trim(plain), ' '))) as token, name, plain, row_count, source_line,
       null::varchar as quarantine
from spelled where plain <> '  '
order by token, row_count desc, name
