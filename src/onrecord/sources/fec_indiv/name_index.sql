-- summary: the words of contributors' names, so that a name is found among millions
-- grain: one row for each word and name; `plain` is the name in lower case, letters and digits alone, with a space around
-- units: rows (how many of the file have that name); source_line is the first of them; place counts from 1 the names that
--   hold a word: the word alone, names that begin with it, then those with most rows, so that a search reads the first
-- caveats: a name is as filed: one person may stand under several, several under one; names may not be sold or used to
--   solicit (52 U.S.C. 30111(a)(4))
-- source: the rows of one indiv file
with names as (
  select contributor_name as name, count(*) as row_count, min(source_line) as source_line
  from individual_contribution where contributor_name is not null and quarantine is null group by 1
),
spelled as (
  select *, ' ' || trim(regexp_replace(lower(strip_accents(name)), '[^a-z0-9]+', ' ', 'g')) || ' ' as plain from names
),
words as (
  select unnest(list_distinct(string_split(trim(plain), ' '))) as token, name, plain, row_count, source_line
  from spelled where plain <> '  '
)
select token, name, plain, row_count, source_line, null::varchar as quarantine,
       row_number() over (partition by token order by plain = ' ' || token || ' ' desc,
                          starts_with(plain, ' ' || token || ' ') desc, row_count desc, name) as place
from words
order by token, place
