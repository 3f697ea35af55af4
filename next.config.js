import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  outputFileTracingRoot: import.meta.dirname,
  // One copy of each in the process: a second better-sqlite3 writer would deadlock with the first.
  serverExternalPackages: ["better-sqlite3", "drizzle-orm", "pg", "pino"],
  // `npm test` runs tsc over everything; a start must not fail over a test's types.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["lucide-react", "radix-ui"] },
};

export default withNextIntl(config);
