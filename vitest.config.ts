import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const base = {
  environment: "node" as const,
  hookTimeout: 60_000,
  testTimeout: 30_000,
};

// A test that asks for the dialect touches a store and runs twice, once per database; all others run once.
const all = globSync(["{db,lib,simulator,components,scripts,messages}/**/*.test.ts"]);
const storeTests = all.filter((file) => readFileSync(file, "utf8").includes('inject("dialect")'));

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...base, name: "sqlite", include: storeTests, provide: { dialect: "sqlite" } } },
      { test: { ...base, name: "pglite", include: storeTests, provide: { dialect: "postgres" } } },
      { test: { ...base, name: "plain", include: all.filter((file) => !storeTests.includes(file)) } },
    ],
  },
});
