-- What the schema builder cannot say: covering and trigram indexes, storage settings.

-- A count of one event over a window is read from the index alone.
CREATE INDEX "events_name" ON "events" ("workspace_id", "event_id", "occurred_at") INCLUDE ("person_id");
--> statement-breakpoint
-- The search box finds any part of a name, an address or an id.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX "person_facts_search" ON "person_facts" USING gin ("search" gin_trgm_ops);
--> statement-breakpoint
-- Room in the page for the next last_seen_at.
ALTER TABLE "persons" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
-- Rules scan the facts of everybody: kept uncompressed and in the row as long as they fit.
ALTER TABLE "person_facts" ALTER COLUMN "facts" SET STORAGE MAIN;
--> statement-breakpoint
-- A count that is read from the index alone needs a fresh visibility map.
ALTER TABLE "events" SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
