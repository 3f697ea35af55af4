CREATE TABLE `audit_checkpoints` (
	`id` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`hash` text NOT NULL,
	`verified_at` integer NOT NULL,
	`broken_sequence` integer
);
--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text,
	`actor_name` text,
	`action` text NOT NULL,
	`outcome` text NOT NULL,
	`object_kind` text,
	`object_id` text,
	`object_name` text,
	`app_id` text,
	`component_app_id` text,
	`detail` text NOT NULL,
	`before` text,
	`after` text,
	`ip_address` text,
	`user_agent` text,
	`request_id` text,
	`search_text` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_at` ON `audit_entries` (`at`);--> statement-breakpoint
CREATE INDEX `audit_entries_action` ON `audit_entries` (`action`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_entries_actor` ON `audit_entries` (`actor_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_entries_actor_kind` ON `audit_entries` (`actor_kind`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_entries_app` ON `audit_entries` (`app_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_entries_outcome` ON `audit_entries` (`outcome`,`sequence`);--> statement-breakpoint
CREATE TABLE `audit_heads` (
	`id` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`unique_key` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`run_at` integer NOT NULL,
	`rerun_at` integer,
	`attempts` integer NOT NULL,
	`max_attempts` integer NOT NULL,
	`lease_owner` text,
	`fence` integer NOT NULL,
	`lease_expires_at` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_unique_key` ON `jobs` (`unique_key`);--> statement-breakpoint
CREATE INDEX `jobs_ready` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE INDEX `jobs_leased` ON `jobs` (`state`,`lease_expires_at`);--> statement-breakpoint
CREATE INDEX `jobs_finished` ON `jobs` (`state`,`finished_at`);