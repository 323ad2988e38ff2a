-- The first purchase was from 1 Feb 1997, 01:00 to before 1 Mar 1997, 01:00

-- members
select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  group by e.person_id
  having (min(e.occurred_at) >= $4 /* 1997-02-01T00:00:00.000Z */::timestamptz and min(e.occurred_at) < $5 /* 1997-03-01T00:00:00.000Z */::timestamptz);

-- members among 7 and 8
select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($4 /* {7,8} */::bigint[])
  group by e.person_id
  having (min(e.occurred_at) >= $5 /* 1997-02-01T00:00:00.000Z */::timestamptz and min(e.occurred_at) < $6 /* 1997-03-01T00:00:00.000Z */::timestamptz);

-- count
select count(*) as count
  from (select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  group by e.person_id
  having (min(e.occurred_at) >= $4 /* 1997-02-01T00:00:00.000Z */::timestamptz and min(e.occurred_at) < $5 /* 1997-03-01T00:00:00.000Z */::timestamptz)) members;

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select person_id, true as c1
  from (select e.person_id
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  group by e.person_id
  having (min(e.occurred_at) >= $5 /* 1997-02-01T00:00:00.000Z */::timestamptz and min(e.occurred_at) < $6 /* 1997-03-01T00:00:00.000Z */::timestamptz)) e1) seen
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $7 /* 10 */::int) as sample;
