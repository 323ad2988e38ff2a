-- children has an item where age is less than 3

-- members
select f.person_id
  from person_facts f
  where f.workspace_id = $1 /* 1 */ and exists (select
  from jsonb_array_elements((f.facts->$2 /* 106 */)) as item(facts)
  where coalesce(((item.facts->$3 /* age */)::numeric < $4 /* 3 */::numeric), false));

-- members among 7 and 8
select f.person_id
  from person_facts f
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and exists (select
  from jsonb_array_elements((f.facts->$3 /* 106 */)) as item(facts)
  where coalesce(((item.facts->$4 /* age */)::numeric < $5 /* 3 */::numeric), false));

-- count
select count(*) as count
  from person_facts f
  where f.workspace_id = $1 /* 1 */ and exists (select
  from jsonb_array_elements((f.facts->$2 /* 106 */)) as item(facts)
  where coalesce(((item.facts->$3 /* age */)::numeric < $4 /* 3 */::numeric), false));

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id, exists (select
  from jsonb_array_elements((f.facts->$2 /* 106 */)) as item(facts)
  where coalesce(((item.facts->$3 /* age */)::numeric < $4 /* 3 */::numeric), false)) as c1
  from person_facts f
  where f.workspace_id = $5 /* 1 */) labelled
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $6 /* 10 */::int) as sample;
