-- joined is in March of any year

-- members
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and coalesce(substr(to_char(to_timestamp(f."n2" / 1000) at time zone $2 /* Europe/Zagreb */, 'MM-DD'), 1, 2) = $3 /* 03 */, false);

-- members among 7 and 8
select f.person_id
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and coalesce(substr(to_char(to_timestamp(f."n2" / 1000) at time zone $3 /* Europe/Zagreb */, 'MM-DD'), 1, 2) = $4 /* 03 */, false);

-- count
select count(*) as count
  from person_slots f
  where f.workspace_id = $1 /* 1 */ and coalesce(substr(to_char(to_timestamp(f."n2" / 1000) at time zone $2 /* Europe/Zagreb */, 'MM-DD'), 1, 2) = $3 /* 03 */, false);

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id, coalesce(substr(to_char(to_timestamp(f."n2" / 1000) at time zone $2 /* Europe/Zagreb */, 'MM-DD'), 1, 2) = $3 /* 03 */, false) as c1
  from person_slots f
  where f.workspace_id = $4 /* 1 */) labelled
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $5 /* 10 */::int) as sample;
