CREATE TABLE "account_counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_locks" (
	"app_id" text PRIMARY KEY NOT NULL,
	"target_id" text NOT NULL,
	"deployment_number" bigint NOT NULL,
	"held_by" text NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"name" text NOT NULL,
	"logo_url" text,
	"kind" text NOT NULL,
	"principal" text NOT NULL,
	"merchant_reference" text,
	"original_id" text,
	"folded" text NOT NULL,
	"details" jsonb,
	"details_read_at" bigint,
	"details_due_at" bigint,
	"details_attempts" bigint DEFAULT 0 NOT NULL,
	"details_errcode" bigint,
	"live_version" text,
	"review_state" text,
	"review_since" bigint,
	"binding_state" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "authorization_flows" (
	"id" text PRIMARY KEY NOT NULL,
	"invitation_id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"device" text NOT NULL,
	"state_hash" text NOT NULL,
	"pre_auth_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"redirected_at" bigint,
	"auth_code_hash" text,
	"app_id" text,
	"completed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "binding_questions" (
	"app_id" text PRIMARY KEY NOT NULL,
	"due_at" bigint NOT NULL,
	"attempts" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bindings" (
	"app_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"open_app_id" text,
	"unknown_reason" text,
	"missing_permission_set_id" bigint,
	"asked_at" bigint,
	"asked_with" text,
	"errcode" bigint,
	"rid" text
);
--> statement-breakpoint
CREATE TABLE "callback_events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"app_id" text,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"received_at" bigint NOT NULL,
	"created_at" bigint,
	"state" text NOT NULL,
	"due_at" bigint NOT NULL,
	"handled_at" bigint,
	"attempts" bigint NOT NULL,
	"problem" text,
	"payload" "bytea"
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"version" bigint PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" bigint NOT NULL,
	"active_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployment_targets" (
	"id" text PRIMARY KEY NOT NULL,
	"deployment_number" bigint NOT NULL,
	"ordinal" bigint NOT NULL,
	"app_id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"account_name" text NOT NULL,
	"logo_url" text,
	"goal" text NOT NULL,
	"acted_by" text NOT NULL,
	"state" text NOT NULL,
	"rank" bigint NOT NULL,
	"since" bigint NOT NULL,
	"waits_for" text,
	"next_check_at" bigint,
	"claimed_until" bigint,
	"attempts" bigint NOT NULL,
	"retry_state" text,
	"request" text,
	"intent" jsonb,
	"problem" jsonb,
	"audit_id" text,
	"submitted_at" bigint,
	"committed_at" bigint,
	"released_at" bigint,
	"previous_live_version" text,
	"previous_live_at" bigint,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployments" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"template_id" text NOT NULL,
	"version" text NOT NULL,
	"description" text NOT NULL,
	"goal" text NOT NULL,
	"ext_json" text NOT NULL,
	"category" jsonb,
	"version_description" text NOT NULL,
	"privacy_api_not_use" boolean NOT NULL,
	"state" text NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"finished_at" bigint,
	"total" bigint NOT NULL,
	"counts" jsonb NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grant_events" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"at" bigint NOT NULL,
	"kind" text NOT NULL,
	"permission_set_ids" jsonb NOT NULL,
	"added" jsonb NOT NULL,
	"removed" jsonb NOT NULL,
	"invitation_id" text,
	"merchant_reference" text
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"app_id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"state" text NOT NULL,
	"authorized_at" bigint NOT NULL,
	"revoked_at" bigint,
	"event_at" bigint NOT NULL,
	"permission_set_ids" jsonb NOT NULL,
	"missing_set_ids" jsonb NOT NULL,
	"invitation_id" text,
	"is_primary" boolean NOT NULL,
	"name_key" text NOT NULL,
	"kind" text NOT NULL,
	"binding_state" text NOT NULL,
	CONSTRAINT "grants_app_id_component_app_id_pk" PRIMARY KEY("app_id","component_app_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"component_app_id" text NOT NULL,
	"merchant_reference" text NOT NULL,
	"merchant_name" text,
	"account_kind" text NOT NULL,
	"fixed_app_id" text,
	"preset_id" text,
	"permission_set_ids" jsonb,
	"state" text NOT NULL,
	"created_by_id" text,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"opened_at" bigint,
	"opened_on" text,
	"choosing_until" bigint,
	"authorized_at" bigint,
	"app_id" text,
	"cancelled_at" bigint,
	"folded" text NOT NULL
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
CREATE TABLE "missing_sets" (
	"permission_set_id" bigint NOT NULL,
	"app_id" text NOT NULL,
	"component_app_id" text NOT NULL,
	"authorized_at" bigint NOT NULL,
	"name_key" text NOT NULL,
	CONSTRAINT "missing_sets_app_id_component_app_id_permission_set_id_pk" PRIMARY KEY("app_id","component_app_id","permission_set_id")
);
--> statement-breakpoint
CREATE TABLE "platforms" (
	"component_app_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"demo" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"app_secret" "bytea" NOT NULL,
	"token" "bytea" NOT NULL,
	"encoding_aes_key" "bytea" NOT NULL,
	"previous_encoding_aes_key" "bytea",
	"ticket_asked_at" bigint,
	"last_callback_at" bigint,
	"refused_callbacks" bigint NOT NULL,
	"refused_ip_address" text,
	"review_quota_rest" bigint,
	"review_quota_limit" bigint,
	"review_quota_read_at" bigint,
	"import_state" text NOT NULL,
	"import_done" bigint NOT NULL,
	"import_total" bigint NOT NULL,
	"import_offset" bigint NOT NULL,
	"import_started_at" bigint,
	"import_finished_at" bigint,
	"import_errcode" bigint
);
--> statement-breakpoint
CREATE TABLE "rate_buckets" (
	"key" text PRIMARY KEY NOT NULL,
	"next_free_us" bigint NOT NULL,
	"blocked_until" bigint
);
--> statement-breakpoint
CREATE TABLE "refresh_token_history" (
	"id" text PRIMARY KEY NOT NULL,
	"component_app_id" text NOT NULL,
	"app_id" text NOT NULL,
	"refresh_token" "bytea" NOT NULL,
	"origin" text NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"last_failed_at" bigint NOT NULL,
	"locked_until" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"role" text NOT NULL,
	"state" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint
);
--> statement-breakpoint
CREATE TABLE "staff_links" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"secret_hash" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"ip_address" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "template_lives" (
	"app_id" text PRIMARY KEY NOT NULL,
	"component_app_id" text NOT NULL,
	"template_id" text NOT NULL,
	"version" text NOT NULL,
	"released_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "token_recoveries" (
	"component_app_id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"done" bigint NOT NULL,
	"total" bigint NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"errcode" bigint
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"component_app_id" text NOT NULL,
	"app_id" text NOT NULL,
	"source" "bytea",
	"source_at" bigint,
	"source_received_at" bigint,
	"token" "bytea",
	"expires_at" bigint,
	"life_ms" bigint,
	"refreshed_at" bigint,
	"version" bigint NOT NULL,
	"forced_at" bigint,
	"failed_at" bigint,
	"last_errcode" bigint,
	"last_rid" text,
	"last_error_code" text,
	"cool_until" bigint,
	"lease_owner" text,
	"lease_fence" bigint NOT NULL,
	"lease_expires_at" bigint,
	CONSTRAINT "tokens_component_app_id_app_id_pk" PRIMARY KEY("component_app_id","app_id")
);
--> statement-breakpoint
CREATE TABLE "unclaimed_grants" (
	"id" text PRIMARY KEY NOT NULL,
	"component_app_id" text NOT NULL,
	"app_id" text NOT NULL,
	"received_at" bigint NOT NULL,
	"event_at" bigint NOT NULL,
	"reason" text NOT NULL,
	"invitation_id" text,
	"state" text NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_locks_deployment" ON "account_locks" USING btree ("deployment_number");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_app_id" ON "accounts" USING btree ("app_id");--> statement-breakpoint
CREATE INDEX "accounts_original_id" ON "accounts" USING btree ("original_id");--> statement-breakpoint
CREATE INDEX "accounts_details_due" ON "accounts" USING btree ("details_due_at");--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_kind" ON "audit_entries" USING btree ("actor_kind","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_app" ON "audit_entries" USING btree ("app_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_entries_outcome" ON "audit_entries" USING btree ("outcome","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "authorization_flows_state" ON "authorization_flows" USING btree ("state_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "authorization_flows_pre_auth" ON "authorization_flows" USING btree ("component_app_id","pre_auth_hash");--> statement-breakpoint
CREATE INDEX "authorization_flows_invitation" ON "authorization_flows" USING btree ("invitation_id","created_at");--> statement-breakpoint
CREATE INDEX "binding_questions_due" ON "binding_questions" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "bindings_open_app_id" ON "bindings" USING btree ("open_app_id","app_id");--> statement-breakpoint
CREATE UNIQUE INDEX "callback_events_id" ON "callback_events" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "callback_events_dedupe" ON "callback_events" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "callback_events_lane" ON "callback_events" USING btree ("state","component_app_id","app_id","seq");--> statement-breakpoint
CREATE INDEX "callback_events_state" ON "callback_events" USING btree ("state","seq");--> statement-breakpoint
CREATE INDEX "callback_events_kind" ON "callback_events" USING btree ("kind","seq");--> statement-breakpoint
CREATE INDEX "callback_events_app" ON "callback_events" USING btree ("app_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "deployment_targets_ordinal" ON "deployment_targets" USING btree ("deployment_number","ordinal");--> statement-breakpoint
CREATE INDEX "deployment_targets_order" ON "deployment_targets" USING btree ("deployment_number","rank","ordinal");--> statement-breakpoint
CREATE INDEX "deployment_targets_state" ON "deployment_targets" USING btree ("deployment_number","state","rank","ordinal");--> statement-breakpoint
CREATE INDEX "deployment_targets_app" ON "deployment_targets" USING btree ("app_id","deployment_number");--> statement-breakpoint
CREATE INDEX "deployment_targets_rank" ON "deployment_targets" USING btree ("rank","state","since");--> statement-breakpoint
CREATE INDEX "deployment_targets_due" ON "deployment_targets" USING btree ("next_check_at");--> statement-breakpoint
CREATE INDEX "deployment_targets_claimed" ON "deployment_targets" USING btree ("claimed_until");--> statement-breakpoint
CREATE UNIQUE INDEX "deployments_id" ON "deployments" USING btree ("id");--> statement-breakpoint
CREATE INDEX "deployments_state" ON "deployments" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "grant_events_account" ON "grant_events" USING btree ("app_id","at","id");--> statement-breakpoint
CREATE INDEX "grants_authorized" ON "grants" USING btree ("authorized_at","app_id");--> statement-breakpoint
CREATE INDEX "grants_name" ON "grants" USING btree ("name_key","app_id");--> statement-breakpoint
CREATE INDEX "grants_kind_authorized" ON "grants" USING btree ("kind","authorized_at","app_id");--> statement-breakpoint
CREATE INDEX "grants_kind_name" ON "grants" USING btree ("kind","name_key","app_id");--> statement-breakpoint
CREATE INDEX "grants_state_authorized" ON "grants" USING btree ("state","authorized_at","app_id");--> statement-breakpoint
CREATE INDEX "grants_state_name" ON "grants" USING btree ("state","name_key","app_id");--> statement-breakpoint
CREATE INDEX "grants_binding_authorized" ON "grants" USING btree ("binding_state","authorized_at","app_id");--> statement-breakpoint
CREATE INDEX "grants_binding_name" ON "grants" USING btree ("binding_state","name_key","app_id");--> statement-breakpoint
CREATE INDEX "grants_platform_authorized" ON "grants" USING btree ("component_app_id","authorized_at","app_id");--> statement-breakpoint
CREATE INDEX "grants_platform_name" ON "grants" USING btree ("component_app_id","name_key","app_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_code" ON "invitations" USING btree ("code");--> statement-breakpoint
CREATE INDEX "invitations_created" ON "invitations" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "invitations_state" ON "invitations" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_unique_key" ON "jobs" USING btree ("unique_key");--> statement-breakpoint
CREATE INDEX "jobs_ready" ON "jobs" USING btree ("state","run_at");--> statement-breakpoint
CREATE INDEX "jobs_leased" ON "jobs" USING btree ("state","lease_expires_at");--> statement-breakpoint
CREATE INDEX "jobs_finished" ON "jobs" USING btree ("state","finished_at");--> statement-breakpoint
CREATE INDEX "missing_sets_authorized" ON "missing_sets" USING btree ("permission_set_id","authorized_at","app_id");--> statement-breakpoint
CREATE INDEX "missing_sets_name" ON "missing_sets" USING btree ("permission_set_id","name_key","app_id");--> statement-breakpoint
CREATE INDEX "refresh_token_history_account" ON "refresh_token_history" USING btree ("component_app_id","app_id","seen_at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_last" ON "sign_in_attempts" USING btree ("last_failed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email" ON "staff" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "staff_role" ON "staff" USING btree ("role","state");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_links_secret" ON "staff_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "staff_links_purpose" ON "staff_links" USING btree ("purpose","created_at");--> statement-breakpoint
CREATE INDEX "staff_sessions_staff" ON "staff_sessions" USING btree ("staff_id","created_at");--> statement-breakpoint
CREATE INDEX "staff_sessions_expires" ON "staff_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "template_lives_template" ON "template_lives" USING btree ("component_app_id","template_id");--> statement-breakpoint
CREATE INDEX "unclaimed_grants_state" ON "unclaimed_grants" USING btree ("state","received_at","id");--> statement-breakpoint
CREATE INDEX "unclaimed_grants_account" ON "unclaimed_grants" USING btree ("component_app_id","app_id","state");