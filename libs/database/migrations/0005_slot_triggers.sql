-- The database itself gives attributes their keys and keeps person_slots, so that no way of writing can forget it.

-- A free column of the kind that fits the type; the id where there is none. A key is free again once it has been cleared.
CREATE FUNCTION "give_attribute_key"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text := CASE
    WHEN NEW.type IN ('integer', 'decimal', 'datetime') THEN 'n'
    WHEN NEW.type = 'boolean' THEN 'b'
    WHEN NEW.type IN ('text', 'date') THEN 't'
  END;
BEGIN
  -- One at a time: two attributes must not get the same column.
  PERFORM 1 FROM workspaces w WHERE w.id = NEW.workspace_id FOR NO KEY UPDATE;
  SELECT c.attname INTO NEW.key
    FROM pg_attribute c
    WHERE c.attrelid = 'person_slots'::regclass AND c.attnum > 0 AND NOT c.attisdropped
      AND c.attname ~ ('^' || kind || '[1-9][0-9]?$')
      AND NOT EXISTS (SELECT FROM attributes a WHERE a.workspace_id = NEW.workspace_id AND a.key = c.attname)
      AND NOT EXISTS (
        SELECT FROM catalog_removals r
        WHERE r.workspace_id = NEW.workspace_id AND r.kind = 'attribute' AND r.key = c.attname)
    ORDER BY c.attnum
    LIMIT 1;
  NEW.key := coalesce(NEW.key, NEW.id::text);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "attributes_key" BEFORE INSERT ON "attributes"
  FOR EACH ROW EXECUTE FUNCTION "give_attribute_key"();
--> statement-breakpoint
CREATE FUNCTION "fill_person_slots"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO person_slots
    SELECT s.*
    FROM new_rows f, jsonb_populate_record(null::person_slots, f.facts || jsonb_build_object(
      'workspace_id', f.workspace_id, 'person_id', f.person_id, 'created_at', f.created_at, 'updated_at', f.updated_at)) s;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "clear_person_slots"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM person_slots s USING old_rows f
    WHERE s.workspace_id = f.workspace_id AND s.person_id = f.person_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Of triggers on one event the one that comes first by name runs first: an update clears before it fills.
CREATE TRIGGER "slots_1_update_clears" AFTER UPDATE ON "person_facts"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "clear_person_slots"();
--> statement-breakpoint
CREATE TRIGGER "slots_2_update_fills" AFTER UPDATE ON "person_facts"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "fill_person_slots"();
--> statement-breakpoint
CREATE TRIGGER "slots_insert_fills" AFTER INSERT ON "person_facts"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION "fill_person_slots"();
--> statement-breakpoint
CREATE TRIGGER "slots_delete_clears" AFTER DELETE ON "person_facts"
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION "clear_person_slots"();
--> statement-breakpoint
ALTER TABLE "person_slots" SET (autovacuum_vacuum_scale_factor = 0.05);
