CREATE TABLE `account_counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `account_locks` (
	`app_id` text PRIMARY KEY NOT NULL,
	`target_id` text NOT NULL,
	`deployment_number` integer NOT NULL,
	`held_by` text NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `account_locks_deployment` ON `account_locks` (`deployment_number`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`app_id` text NOT NULL,
	`name` text NOT NULL,
	`logo_url` text,
	`kind` text NOT NULL,
	`principal` text NOT NULL,
	`merchant_reference` text,
	`original_id` text,
	`folded` text NOT NULL,
	`details` text,
	`details_read_at` integer,
	`details_due_at` integer,
	`details_attempts` integer DEFAULT 0 NOT NULL,
	`details_errcode` integer,
	`live_version` text,
	`review_state` text,
	`review_since` integer,
	`binding_state` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_app_id` ON `accounts` (`app_id`);--> statement-breakpoint
CREATE INDEX `accounts_original_id` ON `accounts` (`original_id`);--> statement-breakpoint
CREATE INDEX `accounts_details_due` ON `accounts` (`details_due_at`);--> statement-breakpoint
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
CREATE TABLE `authorization_flows` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`device` text NOT NULL,
	`state_hash` text NOT NULL,
	`pre_auth_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`redirected_at` integer,
	`auth_code_hash` text,
	`app_id` text,
	`completed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `authorization_flows_state` ON `authorization_flows` (`state_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `authorization_flows_pre_auth` ON `authorization_flows` (`component_app_id`,`pre_auth_hash`);--> statement-breakpoint
CREATE INDEX `authorization_flows_invitation` ON `authorization_flows` (`invitation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `binding_questions` (
	`app_id` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `binding_questions_due` ON `binding_questions` (`due_at`);--> statement-breakpoint
CREATE TABLE `bindings` (
	`app_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`open_app_id` text,
	`unknown_reason` text,
	`missing_permission_set_id` integer,
	`asked_at` integer,
	`asked_with` text,
	`errcode` integer,
	`rid` text
);
--> statement-breakpoint
CREATE INDEX `bindings_open_app_id` ON `bindings` (`open_app_id`,`app_id`);--> statement-breakpoint
CREATE TABLE `callback_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`app_id` text,
	`kind` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`request_hash` text NOT NULL,
	`received_at` integer NOT NULL,
	`created_at` integer,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`handled_at` integer,
	`attempts` integer NOT NULL,
	`problem` text,
	`payload` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `callback_events_id` ON `callback_events` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `callback_events_dedupe` ON `callback_events` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `callback_events_lane` ON `callback_events` (`state`,`component_app_id`,`app_id`,`seq`);--> statement-breakpoint
CREATE INDEX `callback_events_state` ON `callback_events` (`state`,`seq`);--> statement-breakpoint
CREATE INDEX `callback_events_kind` ON `callback_events` (`kind`,`seq`);--> statement-breakpoint
CREATE INDEX `callback_events_app` ON `callback_events` (`app_id`,`seq`);--> statement-breakpoint
CREATE TABLE `data_keys` (
	`version` integer PRIMARY KEY NOT NULL,
	`wrapped` blob NOT NULL,
	`created_at` integer NOT NULL,
	`active_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `deployment_targets` (
	`id` text PRIMARY KEY NOT NULL,
	`deployment_number` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`app_id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`account_name` text NOT NULL,
	`logo_url` text,
	`goal` text NOT NULL,
	`acted_by` text NOT NULL,
	`state` text NOT NULL,
	`rank` integer NOT NULL,
	`since` integer NOT NULL,
	`waits_for` text,
	`next_check_at` integer,
	`claimed_until` integer,
	`attempts` integer NOT NULL,
	`retry_state` text,
	`request` text,
	`intent` text,
	`problem` text,
	`audit_id` text,
	`submitted_at` integer,
	`committed_at` integer,
	`released_at` integer,
	`previous_live_version` text,
	`previous_live_at` integer,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deployment_targets_ordinal` ON `deployment_targets` (`deployment_number`,`ordinal`);--> statement-breakpoint
CREATE INDEX `deployment_targets_order` ON `deployment_targets` (`deployment_number`,`rank`,`ordinal`);--> statement-breakpoint
CREATE INDEX `deployment_targets_state` ON `deployment_targets` (`deployment_number`,`state`,`rank`,`ordinal`);--> statement-breakpoint
CREATE INDEX `deployment_targets_app` ON `deployment_targets` (`app_id`,`deployment_number`);--> statement-breakpoint
CREATE INDEX `deployment_targets_rank` ON `deployment_targets` (`rank`,`state`,`since`);--> statement-breakpoint
CREATE INDEX `deployment_targets_due` ON `deployment_targets` (`next_check_at`);--> statement-breakpoint
CREATE INDEX `deployment_targets_claimed` ON `deployment_targets` (`claimed_until`);--> statement-breakpoint
CREATE TABLE `deployments` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`template_id` text NOT NULL,
	`version` text NOT NULL,
	`description` text NOT NULL,
	`goal` text NOT NULL,
	`ext_json` text NOT NULL,
	`category` text,
	`version_description` text NOT NULL,
	`privacy_api_not_use` integer NOT NULL,
	`state` text NOT NULL,
	`created_by_id` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`total` integer NOT NULL,
	`counts` text NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deployments_id` ON `deployments` (`id`);--> statement-breakpoint
CREATE INDEX `deployments_state` ON `deployments` (`state`,`number`);--> statement-breakpoint
CREATE TABLE `grant_events` (
	`id` text PRIMARY KEY NOT NULL,
	`app_id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`permission_set_ids` text NOT NULL,
	`added` text NOT NULL,
	`removed` text NOT NULL,
	`invitation_id` text,
	`merchant_reference` text
);
--> statement-breakpoint
CREATE INDEX `grant_events_account` ON `grant_events` (`app_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `grants` (
	`app_id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`state` text NOT NULL,
	`authorized_at` integer NOT NULL,
	`revoked_at` integer,
	`event_at` integer NOT NULL,
	`permission_set_ids` text NOT NULL,
	`missing_set_ids` text NOT NULL,
	`invitation_id` text,
	`is_primary` integer NOT NULL,
	`name_key` text NOT NULL,
	`kind` text NOT NULL,
	`binding_state` text NOT NULL,
	PRIMARY KEY(`app_id`, `component_app_id`)
);
--> statement-breakpoint
CREATE INDEX `grants_authorized` ON `grants` (`authorized_at`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_name` ON `grants` (`name_key`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_kind_authorized` ON `grants` (`kind`,`authorized_at`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_kind_name` ON `grants` (`kind`,`name_key`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_state_authorized` ON `grants` (`state`,`authorized_at`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_state_name` ON `grants` (`state`,`name_key`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_binding_authorized` ON `grants` (`binding_state`,`authorized_at`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_binding_name` ON `grants` (`binding_state`,`name_key`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_platform_authorized` ON `grants` (`component_app_id`,`authorized_at`,`app_id`);--> statement-breakpoint
CREATE INDEX `grants_platform_name` ON `grants` (`component_app_id`,`name_key`,`app_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`component_app_id` text NOT NULL,
	`merchant_reference` text NOT NULL,
	`merchant_name` text,
	`account_kind` text NOT NULL,
	`fixed_app_id` text,
	`preset_id` text,
	`permission_set_ids` text,
	`state` text NOT NULL,
	`created_by_id` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`opened_at` integer,
	`opened_on` text,
	`choosing_until` integer,
	`authorized_at` integer,
	`app_id` text,
	`cancelled_at` integer,
	`folded` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_code` ON `invitations` (`code`);--> statement-breakpoint
CREATE INDEX `invitations_created` ON `invitations` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `invitations_state` ON `invitations` (`state`,`created_at`,`id`);--> statement-breakpoint
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
CREATE INDEX `jobs_finished` ON `jobs` (`state`,`finished_at`);--> statement-breakpoint
CREATE TABLE `missing_sets` (
	`permission_set_id` integer NOT NULL,
	`app_id` text NOT NULL,
	`component_app_id` text NOT NULL,
	`authorized_at` integer NOT NULL,
	`name_key` text NOT NULL,
	PRIMARY KEY(`app_id`, `component_app_id`, `permission_set_id`)
);
--> statement-breakpoint
CREATE INDEX `missing_sets_authorized` ON `missing_sets` (`permission_set_id`,`authorized_at`,`app_id`);--> statement-breakpoint
CREATE INDEX `missing_sets_name` ON `missing_sets` (`permission_set_id`,`name_key`,`app_id`);--> statement-breakpoint
CREATE TABLE `platforms` (
	`component_app_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`demo` integer NOT NULL,
	`created_at` integer NOT NULL,
	`app_secret` blob NOT NULL,
	`token` blob NOT NULL,
	`encoding_aes_key` blob NOT NULL,
	`previous_encoding_aes_key` blob,
	`ticket_asked_at` integer,
	`last_callback_at` integer,
	`refused_callbacks` integer NOT NULL,
	`refused_ip_address` text,
	`review_quota_rest` integer,
	`review_quota_limit` integer,
	`review_quota_read_at` integer,
	`import_state` text NOT NULL,
	`import_done` integer NOT NULL,
	`import_total` integer NOT NULL,
	`import_offset` integer NOT NULL,
	`import_started_at` integer,
	`import_finished_at` integer,
	`import_errcode` integer
);
--> statement-breakpoint
CREATE TABLE `rate_buckets` (
	`key` text PRIMARY KEY NOT NULL,
	`next_free_us` integer NOT NULL,
	`blocked_until` integer
);
--> statement-breakpoint
CREATE TABLE `refresh_token_history` (
	`id` text PRIMARY KEY NOT NULL,
	`component_app_id` text NOT NULL,
	`app_id` text NOT NULL,
	`refresh_token` blob NOT NULL,
	`origin` text NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refresh_token_history_account` ON `refresh_token_history` (`component_app_id`,`app_id`,`seen_at`);--> statement-breakpoint
CREATE TABLE `sign_in_attempts` (
	`id` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_failed_at` integer NOT NULL,
	`locked_until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_attempts_last` ON `sign_in_attempts` (`last_failed_at`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email` ON `staff` (`email_key`);--> statement-breakpoint
CREATE INDEX `staff_role` ON `staff` (`role`,`state`);--> statement-breakpoint
CREATE TABLE `staff_links` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`secret_hash` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_links_secret` ON `staff_links` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `staff_links_purpose` ON `staff_links` (`purpose`,`created_at`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`ip_address` text,
	`user_agent` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_sessions_staff` ON `staff_sessions` (`staff_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `staff_sessions_expires` ON `staff_sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `template_lives` (
	`app_id` text PRIMARY KEY NOT NULL,
	`component_app_id` text NOT NULL,
	`template_id` text NOT NULL,
	`version` text NOT NULL,
	`released_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `template_lives_template` ON `template_lives` (`component_app_id`,`template_id`);--> statement-breakpoint
CREATE TABLE `token_recoveries` (
	`component_app_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`errcode` integer
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`component_app_id` text NOT NULL,
	`app_id` text NOT NULL,
	`source` blob,
	`source_at` integer,
	`source_received_at` integer,
	`token` blob,
	`expires_at` integer,
	`life_ms` integer,
	`refreshed_at` integer,
	`version` integer NOT NULL,
	`forced_at` integer,
	`failed_at` integer,
	`last_errcode` integer,
	`last_rid` text,
	`last_error_code` text,
	`cool_until` integer,
	`lease_owner` text,
	`lease_fence` integer NOT NULL,
	`lease_expires_at` integer,
	PRIMARY KEY(`component_app_id`, `app_id`)
);
--> statement-breakpoint
CREATE TABLE `unclaimed_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`component_app_id` text NOT NULL,
	`app_id` text NOT NULL,
	`received_at` integer NOT NULL,
	`event_at` integer NOT NULL,
	`reason` text NOT NULL,
	`invitation_id` text,
	`state` text NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `unclaimed_grants_state` ON `unclaimed_grants` (`state`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `unclaimed_grants_account` ON `unclaimed_grants` (`component_app_id`,`app_id`,`state`);