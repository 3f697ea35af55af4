import { defineConfig } from "vitest/config";

const base = {
  environment: "node" as const,
  hookTimeout: 60_000,
  testTimeout: 30_000,
};

// Tests that touch a store run twice, once per database; they read the dialect through inject("dialect").
const storeTests = ["db/**/*.test.ts", "lib/**/*.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...base, name: "sqlite", include: storeTests, provide: { dialect: "sqlite" } } },
      { test: { ...base, name: "pglite", include: storeTests, provide: { dialect: "postgres" } } },
      {
        test: {
          ...base,
          name: "plain",
          include: [
            "simulator/**/*.test.ts",
            "components/**/*.test.ts",
            "scripts/**/*.test.ts",
            "messages/**/*.test.ts",
          ],
        },
      },
    ],
  },
});
