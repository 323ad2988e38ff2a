-- purchase at least 2 times in the last 60 days, where category is shoes

-- members
select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at > $3 /* 2026-01-31T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz) and coalesce((e.facts->>$5 /* 1000 */) = $6 /* shoes */, false)
  group by e.person_id
  having (count(*) >= $7 /* 2 */::bigint);

-- members among 7 and 8
select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at > $3 /* 2026-01-31T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($5 /* {7,8} */::bigint[]) and coalesce((e.facts->>$6 /* 1000 */) = $7 /* shoes */, false)
  group by e.person_id
  having (count(*) >= $8 /* 2 */::bigint);

-- count
select count(*) as count
  from (select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at > $3 /* 2026-01-31T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz) and coalesce((e.facts->>$5 /* 1000 */) = $6 /* shoes */, false)
  group by e.person_id
  having (count(*) >= $7 /* 2 */::bigint)) members;

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select person_id, true as c1
  from (select e.person_id
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at > $4 /* 2026-01-31T12:00:00.000Z */::timestamptz and e.occurred_at <= $5 /* 2026-04-01T12:00:00.000Z */::timestamptz) and coalesce((e.facts->>$6 /* 1000 */) = $7 /* shoes */, false)
  group by e.person_id
  having (count(*) >= $8 /* 2 */::bigint)) e1) seen
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $9 /* 10 */::int) as sample;
