import { defineConfig } from "drizzle-kit";

/** `npm run db:generate` runs this twice, once per dialect; offline, no database needed. */
const dialect = process.env.HUFU_DIALECT === "postgres" ? "postgres" : "sqlite";

export default defineConfig({
  dialect: dialect === "postgres" ? "postgresql" : "sqlite",
  schema: `./db/schema.${dialect}.ts`,
  out: `./db/migrations/${dialect}`,
});
