-- Number of different values of labels is more than 3 over purchase at any time

-- members
select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  group by e.person_id
  having coalesce(((select count(distinct item.value)
  from jsonb_array_elements(coalesce(jsonb_agg(e.facts->$4 /* 1002 */) filter (where e.facts ? $5 /* 1002 */), '[]')) as list(items), jsonb_array_elements_text(list.items) as item(value)) > $6 /* 3 */::numeric), false);

-- members among 7 and 8
select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz) and e.person_id = any($4 /* {7,8} */::bigint[])
  group by e.person_id
  having coalesce(((select count(distinct item.value)
  from jsonb_array_elements(coalesce(jsonb_agg(e.facts->$5 /* 1002 */) filter (where e.facts ? $6 /* 1002 */), '[]')) as list(items), jsonb_array_elements_text(list.items) as item(value)) > $7 /* 3 */::numeric), false);

-- count
select count(*) as count
  from (select e.person_id
  from events e
  where e.workspace_id = $1 /* 1 */ and e.event_id = $2 /* 1 */ and (e.occurred_at <= $3 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  group by e.person_id
  having coalesce(((select count(distinct item.value)
  from jsonb_array_elements(coalesce(jsonb_agg(e.facts->$4 /* 1002 */) filter (where e.facts ? $5 /* 1002 */), '[]')) as list(items), jsonb_array_elements_text(list.items) as item(value)) > $6 /* 3 */::numeric), false)) members;

-- counts, with a sample of 10
with people as materialized (select c1, count(*) as n, (array_agg(person_id))[1:$1 /* 10 */::int] as ids
  from (select person_id, true as c1
  from (select e.person_id
  from events e
  where e.workspace_id = $2 /* 1 */ and e.event_id = $3 /* 1 */ and (e.occurred_at <= $4 /* 2026-04-01T12:00:00.000Z */::timestamptz)
  group by e.person_id
  having coalesce(((select count(distinct item.value)
  from jsonb_array_elements(coalesce(jsonb_agg(e.facts->$5 /* 1002 */) filter (where e.facts ? $6 /* 1002 */), '[]')) as list(items), jsonb_array_elements_text(list.items) as item(value)) > $7 /* 3 */::numeric), false)) e1) seen
  group by c1)
select (select coalesce(sum(n), 0)::bigint
  from people
  where c1) as count, array[(select coalesce(sum(n), 0)::bigint
  from people
  where c1)] as conditions, array(select id
  from people, unnest(people.ids) as id
  where c1
  limit $8 /* 10 */::int) as sample;
