-- In the last purchase, category is shoes

-- members
select one.person_id
  from (select distinct on (e.person_id) e.person_id, e.occurred_at, e.facts
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  order by e.person_id, e.occurred_at desc, e.id desc) one
  where true and coalesce((one.facts->>$4 /* 1000 */) = $5 /* shoes */, false);

-- members among 7 and 8
select one.person_id
  from (select distinct on (e.person_id) e.person_id, e.occurred_at, e.facts
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($4 /* {7,8} */::bigint[])
  order by e.person_id, e.occurred_at desc, e.id desc) one
  where true and coalesce((one.facts->>$5 /* 1000 */) = $6 /* shoes */, false);

-- count
select count(*) as count
  from (select one.person_id
  from (select distinct on (e.person_id) e.person_id, e.occurred_at, e.facts
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  order by e.person_id, e.occurred_at desc, e.id desc) one
  where true and coalesce((one.facts->>$4 /* 1000 */) = $5 /* shoes */, false)) members;

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select person_id, true as c1
  from (select one.person_id
  from (select distinct on (e.person_id) e.person_id, e.occurred_at, e.facts
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  order by e.person_id, e.occurred_at desc, e.id desc) one
  where true and coalesce((one.facts->>$5 /* 1000 */) = $6 /* shoes */, false)) e1) seen
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $7 /* 10 */::int) as sample;
