-- Any of the following:
-- purchase at least once in the last 30 days
-- visit at least once

-- members
select person_id
  from (select person_id, bool_or(mark = 1) as c1, bool_or(mark = 2) as c2
  from (select e1.person_id, 1 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)) e1
  union all select e2.person_id, 2 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $5 /* 1 */ and e.event_id = $6 /* 2 */ and (e.occurred_at <= $7 /* 2026-04-01T12:00:00.000Z */::timestamptz)) e2) marked
  group by person_id) seen
  where (c1 or c2);

-- members among 7 and 8
select person_id
  from (select person_id, bool_or(mark = 1) as c1, bool_or(mark = 2) as c2
  from (select e1.person_id, 1 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($5 /* {7,8} */::bigint[])) e1
  union all select e2.person_id, 2 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $6 /* 1 */ and e.event_id = $7 /* 2 */ and (e.occurred_at <= $8 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($9 /* {7,8} */::bigint[])) e2) marked
  group by person_id) seen
  where (c1 or c2);

-- count
select count(*) as count
  from (select person_id
  from (select person_id, bool_or(mark = 1) as c1, bool_or(mark = 2) as c2
  from (select e1.person_id, 1 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)) e1
  union all select e2.person_id, 2 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $5 /* 1 */ and e.event_id = $6 /* 2 */ and (e.occurred_at <= $7 /* 2026-04-01T12:00:00.000Z */::timestamptz)) e2) marked
  group by person_id) seen
  where (c1 or c2)) members;

-- counts, with a sample of 10
with people as materialized (select c1, c2, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select person_id, bool_or(mark = 1) as c1, bool_or(mark = 2) as c2
  from (select e1.person_id, 1 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at > $4 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $5 /* 2026-04-01T12:00:00.000Z */::timestamptz)) e1
  union all select e2.person_id, 2 as mark
  from (select distinct e.person_id
  from events e
  where e.workspace_id = $6 /* 1 */ and e.event_id = $7 /* 2 */ and (e.occurred_at <= $8 /* 2026-04-01T12:00:00.000Z */::timestamptz)) e2) marked
  group by person_id) seen
  group by c1, c2)
select (select coalesce(sum(n), 0)::bigint
  from people
  where (c1 or c2)) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1), (select coalesce(sum(n), 0)::bigint
  from people
  where c2)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where (c1 or c2)
  limit $9 /* 10 */::int) as sample;
