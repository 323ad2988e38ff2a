-- purchase did not happen last month

-- members
with e1 as materialized (select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at >= $3 /* 2026-02-28T23:00:00.000Z */::timestamptz and e.occurred_at < $4 /* 2026-03-31T22:00:00.000Z */::timestamptz)
  group by e.person_id
  having not (count(*) >= $5 /* 0 */::bigint and count(*) <= $6 /* 0 */::bigint))
select f.person_id
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  where f.workspace_id = $7 /* 1 */ and not e1.person_id is not null;

-- members among 7 and 8
with e1 as materialized (select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at >= $3 /* 2026-02-28T23:00:00.000Z */::timestamptz and e.occurred_at < $4 /* 2026-03-31T22:00:00.000Z */::timestamptz) and e.person_id = any($5 /* {7,8} */::bigint[])
  group by e.person_id
  having not (count(*) >= $6 /* 0 */::bigint and count(*) <= $7 /* 0 */::bigint))
select f.person_id
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  where f.workspace_id = $8 /* 1 */ and f.person_id = any($9 /* {7,8} */::bigint[]) and not e1.person_id is not null;

-- count
select (select count(*)
  from person_slots f
  where f.workspace_id = $1 /* 1 */) - count(*) as count
  from (select person_id, true as c1
  from (select e.person_id
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at >= $4 /* 2026-02-28T23:00:00.000Z */::timestamptz and e.occurred_at < $5 /* 2026-03-31T22:00:00.000Z */::timestamptz)
  group by e.person_id
  having not (count(*) >= $6 /* 0 */::bigint and count(*) <= $7 /* 0 */::bigint)) e1) seen
  where not not c1;

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select person_id, true as c1
  from (select e.person_id
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at >= $4 /* 2026-02-28T23:00:00.000Z */::timestamptz and e.occurred_at < $5 /* 2026-03-31T22:00:00.000Z */::timestamptz)
  group by e.person_id
  having not (count(*) >= $6 /* 0 */::bigint and count(*) <= $7 /* 0 */::bigint)) e1) seen
  group by c1)
select ((select count(*)
  from person_slots f
  where f.workspace_id = $8 /* 1 */) - (select coalesce(sum(n), 0)
  from people
  where not not c1))::bigint as count, array[((select count(*)
  from person_slots f
  where f.workspace_id = $9 /* 1 */) - (select coalesce(sum(n), 0)
  from people
  where not not c1))::bigint] as conditions, array(with e1 as materialized (select e.person_id
  from events e
  where e.workspace_id = $10 /* 1 */ and e.event_id = $11 /* 1 */ and (e.occurred_at >= $12 /* 2026-02-28T23:00:00.000Z */::timestamptz and e.occurred_at < $13 /* 2026-03-31T22:00:00.000Z */::timestamptz)
  group by e.person_id
  having not (count(*) >= $14 /* 0 */::bigint and count(*) <= $15 /* 0 */::bigint))
select f.person_id
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  where f.workspace_id = $16 /* 1 */ and not e1.person_id is not null
  limit $17 /* 10 */::int) as sample;
