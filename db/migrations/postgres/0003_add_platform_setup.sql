CREATE TABLE "quota_readings" (
	"component_app_id" text PRIMARY KEY NOT NULL,
	"asked_at" bigint,
	"read_at" bigint,
	"lines" jsonb,
	"reset_at" bigint
);
--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "previous_token" "bytea";--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "app_secret_changed_at" bigint;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "callback_keys_changed_at" bigint;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "previous_key_seen_at" bigint;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "release_checked_at" bigint;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "publish_confirmed_at" bigint;--> statement-breakpoint
ALTER TABLE "platforms" ADD COLUMN "publish_confirmed_by" text;