-- Everyone

-- members
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and true;

-- members among 7 and 8
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and true;

-- count
select count(*) as count
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and true;

-- counts, with a sample of 10
with people as materialized (select count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id
  from person_slots f
  where f.workspace_id = $2 /* 1 */) labelled
  group by ())
select (select coalesce(sum(n), 0)::bigint
  from people
  where true) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where true)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where true
  limit $3 /* 10 */::int) as sample;
