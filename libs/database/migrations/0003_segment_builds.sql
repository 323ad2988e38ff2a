CREATE TABLE "segment_removals" (
	"workspace_id" integer NOT NULL,
	"segment_id" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segment_removals_workspace_id_segment_id_pk" PRIMARY KEY("workspace_id","segment_id")
);
--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "build_generation" integer DEFAULT 1 NOT NULL;