import { isAbsolute, resolve } from "node:path";
import * as z from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: port.default(3000),
  HUFU_HOST: z.string().min(1).default("127.0.0.1"),
  HUFU_DATA_DIR: z.string().min(1).default("data"),
  HUFU_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  HUFU_KEY: z.string().min(43).optional(),
  HUFU_ROLE: z.enum(["all", "web", "worker"]).default("all"),
  HUFU_SIMULATOR_PORT: port.default(0),
  HUFU_SIM_ACCOUNTS: z.coerce.number().int().min(1).max(1_000_000).default(1_000),
  HUFU_SIM_AUTHORIZED: z.coerce.number().int().min(0).optional(),
  /** Base of WeChat's API; the simulator's address in demo mode. */
  HUFU_WECHAT_API_URL: z.url().default("https://api.weixin.qq.com"),
  HUFU_WECHAT_MP_URL: z.url().default("https://mp.weixin.qq.com"),
  HUFU_WECHAT_OPEN_URL: z.url().default("https://open.weixin.qq.com"),
  /** Set by scripts/start.ts when the simulator runs beside the console. */
  HUFU_DEMO: flag.default(false),
  HUFU_OWNER_EMAIL: z.email().optional(),
  HUFU_OWNER_PASSWORD: z.string().min(12).optional(),
  HUFU_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Log lines go to this file instead of stdout. */
  HUFU_LOG_FILE: z.string().min(1).optional(),
  /** Take a caller's address from the last X-Forwarded-For entry: only behind a proxy that sets it. */
  HUFU_TRUST_PROXY: flag.default(false),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
});

export interface Env {
  nodeEnv: "development" | "production" | "test";
  port: number;
  host: string;
  dataDir: string;
  /** Origin without a trailing slash; what browsers and WeChat use to reach the console. */
  publicUrl: string;
  databaseUrl: string | undefined;
  key: string | undefined;
  role: "all" | "web" | "worker";
  simulatorPort: number;
  simulatedAccounts: number;
  simulatedAuthorized: number;
  wechatApiUrl: string;
  wechatMpUrl: string;
  wechatOpenUrl: string;
  demo: boolean;
  ownerEmail: string | undefined;
  ownerPassword: string | undefined;
  logLevel: string;
  logFile: string | undefined;
  trustProxy: boolean;
  sessionSecret: string | undefined;
}

/**
 * Reads and checks the environment. @throws Error whose message lists every bad value, one a line.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
  }
  const value = parsed.data;
  const trim = (url: string) => url.replace(/\/+$/, "");
  return {
    nodeEnv: value.NODE_ENV,
    port: value.PORT,
    host: value.HUFU_HOST,
    dataDir: isAbsolute(value.HUFU_DATA_DIR)
      ? value.HUFU_DATA_DIR
      : resolve(/* turbopackIgnore: true */ value.HUFU_DATA_DIR),
    publicUrl: trim(value.HUFU_PUBLIC_URL ?? `http://127.0.0.1:${value.PORT}`),
    databaseUrl: value.DATABASE_URL,
    key: value.HUFU_KEY,
    role: value.HUFU_ROLE,
    simulatorPort: value.HUFU_SIMULATOR_PORT,
    simulatedAccounts: value.HUFU_SIM_ACCOUNTS,
    simulatedAuthorized: value.HUFU_SIM_AUTHORIZED ?? Math.ceil(value.HUFU_SIM_ACCOUNTS * 0.12),
    wechatApiUrl: trim(value.HUFU_WECHAT_API_URL),
    wechatMpUrl: trim(value.HUFU_WECHAT_MP_URL),
    wechatOpenUrl: trim(value.HUFU_WECHAT_OPEN_URL),
    demo: value.HUFU_DEMO,
    ownerEmail: value.HUFU_OWNER_EMAIL,
    ownerPassword: value.HUFU_OWNER_PASSWORD,
    logLevel: value.HUFU_LOG_LEVEL,
    logFile: value.HUFU_LOG_FILE,
    trustProxy: value.HUFU_TRUST_PROXY,
    sessionSecret: value.NEXTAUTH_SECRET,
  };
}
