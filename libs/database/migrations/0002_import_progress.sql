-- A run is ended at once by changing its row, which every batch locks first.
ALTER TABLE "imports" DROP COLUMN "cancel_requested";
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "lines_done" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "active_at" timestamp (3) with time zone DEFAULT now() NOT NULL;
--> statement-breakpoint
-- Files pass through quickly: compressing them costs more than the room they take for a while.
ALTER TABLE "import_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
