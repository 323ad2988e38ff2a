-- city contains “50%”
-- city matches “b?r*_n”

-- members
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and (coalesce(strpos(f."t1", $2 /* 50% */) > 0, false) and coalesce(f."t1" like $3 /* b_r%\_n */, false));

-- members among 7 and 8
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and (coalesce(strpos(f."t1", $3 /* 50% */) > 0, false) and coalesce(f."t1" like $4 /* b_r%\_n */, false));

-- count
select count(*) as count
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and (coalesce(strpos(f."t1", $2 /* 50% */) > 0, false) and coalesce(f."t1" like $3 /* b_r%\_n */, false));

-- counts, with a sample of 10
with people as materialized (select c1, c2, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id, coalesce(strpos(f."t1", $2 /* 50% */) > 0, false) as c1, coalesce(f."t1" like $3 /* b_r%\_n */, false) as c2
  from person_slots f
  where f.workspace_id = $4 /* 1 */) labelled
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
  limit $5 /* 10 */::int) as sample;
