-- Last seen is in the last 7 days

-- members
select f.person_id
  from person_slots f
  join persons p on p.workspace_id = f.workspace_id and p.id = f.person_id
  where f.workspace_id = $1 /* 1 */ and coalesce((p.last_seen_at > $2 /* 2026-03-25T12:00:00.000Z */::timestamptz and p.last_seen_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz), false);

-- members among 7 and 8
select f.person_id
  from person_slots f
  join persons p on p.workspace_id = f.workspace_id and p.id = f.person_id
  where f.workspace_id = $1 /* 1 */ and f.person_id = any($2 /* {7,8} */::bigint[]) and coalesce((p.last_seen_at > $3 /* 2026-03-25T12:00:00.000Z */::timestamptz and p.last_seen_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz), false);

-- count
select count(*) as count
  from person_slots f
  join persons p on p.workspace_id = f.workspace_id and p.id = f.person_id
  where f.workspace_id = $1 /* 1 */ and coalesce((p.last_seen_at > $2 /* 2026-03-25T12:00:00.000Z */::timestamptz and p.last_seen_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz), false);

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select f.person_id, coalesce((p.last_seen_at > $2 /* 2026-03-25T12:00:00.000Z */::timestamptz and p.last_seen_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz), false) as c1
  from person_slots f
  join persons p on p.workspace_id = f.workspace_id and p.id = f.person_id
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
