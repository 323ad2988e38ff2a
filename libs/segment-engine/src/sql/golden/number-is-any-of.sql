-- points is 1, 2 or 3

-- members
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and coalesce(f."n1" = any($2 /* {1,2,3} */::float8[]), false);

-- members among 7 and 8
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and coalesce(f."n1" = any($3 /* {1,2,3} */::float8[]), false);

-- count
select count(*) as count
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and coalesce(f."n1" = any($2 /* {1,2,3} */::float8[]), false);

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id, coalesce(f."n1" = any($2 /* {1,2,3} */::float8[]), false) as c1
  from person_slots f
  where f.workspace_id = $3 /* 1 */) labelled
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $4 /* 10 */::int) as sample;
