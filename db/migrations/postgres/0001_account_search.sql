ALTER TABLE "accounts" ADD COLUMN "grams" text[] NOT NULL DEFAULT '{}';--> statement-breakpoint
CREATE INDEX "accounts_grams" ON "accounts" USING gin ("grams");
