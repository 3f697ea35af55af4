CREATE TABLE `quota_readings` (
	`component_app_id` text PRIMARY KEY NOT NULL,
	`asked_at` integer,
	`read_at` integer,
	`lines` text,
	`reset_at` integer
);
--> statement-breakpoint
ALTER TABLE `platforms` ADD `previous_token` blob;--> statement-breakpoint
ALTER TABLE `platforms` ADD `app_secret_changed_at` integer;--> statement-breakpoint
ALTER TABLE `platforms` ADD `callback_keys_changed_at` integer;--> statement-breakpoint
ALTER TABLE `platforms` ADD `previous_key_seen_at` integer;--> statement-breakpoint
ALTER TABLE `platforms` ADD `release_checked_at` integer;--> statement-breakpoint
ALTER TABLE `platforms` ADD `publish_confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `platforms` ADD `publish_confirmed_by` text;