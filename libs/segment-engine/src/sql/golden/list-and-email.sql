-- interests includes all of shoes and bags
-- E-mail ends with @example.com

-- members
select f.person_id
  from person_facts f
  where f.workspace_id = $1 /* 1 */ and (coalesce((f.facts->$2 /* 105 */) ?& $3 /* {"shoes","bags"} */::text[], false) and exists (select
  from jsonb_array_elements_text(f.facts->$4 /* email */) as item(value)
  where right(item.value, $5 /* 12 */::int) = $6 /* @example.com */));

-- members among 7 and 8
select f.person_id
  from person_facts f
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and (coalesce((f.facts->$3 /* 105 */) ?& $4 /* {"shoes","bags"} */::text[], false) and exists (select
  from jsonb_array_elements_text(f.facts->$5 /* email */) as item(value)
  where right(item.value, $6 /* 12 */::int) = $7 /* @example.com */));

-- count
select count(*) as count
  from person_facts f
  where f.workspace_id = $1 /* 1 */ and (coalesce((f.facts->$2 /* 105 */) ?& $3 /* {"shoes","bags"} */::text[], false) and exists (select
  from jsonb_array_elements_text(f.facts->$4 /* email */) as item(value)
  where right(item.value, $5 /* 12 */::int) = $6 /* @example.com */));

-- counts, with a sample of 10
with people as materialized (select c1, c2, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id, coalesce((f.facts->$2 /* 105 */) ?& $3 /* {"shoes","bags"} */::text[], false) as c1, exists (select
  from jsonb_array_elements_text(f.facts->$4 /* email */) as item(value)
  where right(item.value, $5 /* 12 */::int) = $6 /* @example.com */) as c2
  from person_facts f
  where f.workspace_id = $7 /* 1 */) labelled
  group by c1, c2)
select (select coalesce(sum(n), 0)::bigint
  from people
  where (c1 and c2)) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1), (select coalesce(sum(n), 0)::bigint
  from people
  where c2)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where (c1 and c2)
  limit $8 /* 10 */::int) as sample;
