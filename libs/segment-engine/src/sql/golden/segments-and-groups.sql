-- optIn is yes
-- None of: In segment “Lately here”; purchase at least once in the last 30 days

-- members
with e1 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 2 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)),
e2 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $5 /* 1 */ and e.event_id = $6 /* 1 */ and (e.occurred_at > $7 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $8 /* 2026-04-01T12:00:00.000Z */::timestamptz))
select f.person_id
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  left join e2 on e2.person_id = f.person_id
  where f.workspace_id = $9 /* 1 */ and (coalesce(f."b1", false) and not (e1.person_id is not null or e2.person_id is not null));

-- members among 7 and 8
with e1 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 2 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($5 /* {7,8} */::bigint[])),
e2 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $6 /* 1 */ and e.event_id = $7 /* 1 */ and (e.occurred_at > $8 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $9 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($10 /* {7,8} */::bigint[]))
select f.person_id
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  left join e2 on e2.person_id = f.person_id
  where f.workspace_id = $11 /* 1 */ and f.person_id = any($12 /* {7,8} */::bigint[]) and (coalesce(f."b1", false) and not (e1.person_id is not null or e2.person_id is not null));

-- count
with e1 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 2 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)),
e2 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $5 /* 1 */ and e.event_id = $6 /* 1 */ and (e.occurred_at > $7 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $8 /* 2026-04-01T12:00:00.000Z */::timestamptz))
select count(*) as count
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  left join e2 on e2.person_id = f.person_id
  where f.workspace_id = $9 /* 1 */ and (coalesce(f."b1", false) and not (e1.person_id is not null or e2.person_id is not null));

-- counts, with a sample of 10
with people as materialized (with e1 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 2 */ and (e.occurred_at > $3 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)),
e2 as materialized (select distinct e.person_id
  from events e
  where e.workspace_id = $5 /* 1 */ and e.event_id = $6 /* 1 */ and (e.occurred_at > $7 /* 2026-03-02T12:00:00.000Z */::timestamptz and e.occurred_at <= $8 /* 2026-04-01T12:00:00.000Z */::timestamptz))
select c1, c2, c3, count(*) as n, (array_agg(person_id))[1:$9 /* 10 */::int] as ids
  from (select f.person_id, coalesce(f."b1", false) as c1, e1.person_id is not null as c2, e2.person_id is not null as c3
  from person_slots f
  left join e1 on e1.person_id = f.person_id
  left join e2 on e2.person_id = f.person_id
  where f.workspace_id = $10 /* 1 */) labelled
  group by c1, c2, c3)
select (select coalesce(sum(n), 0)::bigint
  from people
  where (c1 and not (c2 or c3))) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1), (select coalesce(sum(n), 0)::bigint
  from people
  where not (c2 or c3)), (select coalesce(sum(n), 0)::bigint
  from people
  where c2), (select coalesce(sum(n), 0)::bigint
  from people
  where c3)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where (c1 and not (c2 or c3))
  limit $11 /* 10 */::int) as sample;
