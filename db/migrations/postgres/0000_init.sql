CREATE TABLE "audit_checkpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL,
	"verified_at" bigint NOT NULL,
	"broken_sequence" bigint
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"object_kind" text,
	"object_id" text,
	"object_name" text,
	"app_id" text,
	"component_app_id" text,
	"detail" text NOT NULL,
	"before" text,
	"after" text,
	"ip_address" text,
	"user_agent" text,
	"request_id" text,
	"search_text" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"unique_key" text,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"run_at" bigint NOT NULL,
	"rerun_at" bigint,
	"attempts" bigint NOT NULL,
	"max_attempts" bigint NOT NULL,
	"lease_owner" text,
	"fence" bigint NOT NULL,
	"lease_expires_at" bigint,
	"last_error" text,
	"created_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_kind" ON "audit_entries" USING btree ("actor_kind","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_app" ON "audit_entries" USING btree ("app_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_outcome" ON "audit_entries" USING btree ("outcome","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_unique_key" ON "jobs" USING btree ("unique_key");--> statement-breakpoint
CREATE INDEX "jobs_ready" ON "jobs" USING btree ("state","run_at");--> statement-breakpoint
CREATE INDEX "jobs_leased" ON "jobs" USING btree ("state","lease_expires_at");--> statement-breakpoint
CREATE INDEX "jobs_finished" ON "jobs" USING btree ("state","finished_at");