import { parseArgs } from "node:util";
import { HELP } from "./help.ts";
import type { SimulatorOptions } from "./start.ts";

/** What was wrong with the command line or the environment, in one line; the process ends with 2. */
export class UsageError extends Error {}

/** What the command line asks for: a text to print, or a simulator to start. */
export type Wish = { readonly print: string } | { readonly start: SimulatorOptions & { readonly log: boolean } };

const MAX_PORT = 65_535;
const MAX_ACCOUNTS = 1_000_000;
const YEAR_S = 366 * 86_400;

/** Reads the command line and the environment; throws a UsageError. */
export function readOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  version: string,
): Wish {
  const values = parse(argv);
  if (values.help) return { print: HELP };
  if (values.version) return { print: `hufu-simulator ${version}\n` };
  const whole = (name: keyof typeof values & string, max: number, variable?: string) => {
    const given = values[name] as string | undefined;
    if (given !== undefined) return count(`--${name}`, given, max);
    const set = variable ? environment[variable] : undefined;
    return variable && set ? count(variable, set, max) : undefined;
  };
  const reviewSeconds = whole("review-seconds", YEAR_S);
  const scanSeconds = whole("scan-seconds", YEAR_S);
  const retrySeconds = whole("retry-seconds", YEAR_S);
  return {
    start: {
      port: whole("port", MAX_PORT, "HUFU_SIMULATOR_PORT") ?? 4280,
      host: text("--host", values.host),
      publicUrl: url("--public-url", values["public-url"]) ?? undefined,
      seed: text("--seed", values.seed),
      stateFile: text("--state", values.state),
      accounts: whole("accounts", MAX_ACCOUNTS, "HUFU_SIM_ACCOUNTS"),
      authorized: whole("authorized", MAX_ACCOUNTS, "HUFU_SIM_AUTHORIZED"),
      eventsUrl: url("--events-url", values["events-url"]),
      messagesUrl: url("--messages-url", values["messages-url"]),
      startAt: time("--start-at", values["start-at"]),
      pace: values.still ? "still" : "running",
      log: values.log ?? false,
      settings: {
        ...(reviewSeconds !== undefined && { reviewSeconds }),
        ...(scanSeconds !== undefined && { scanSeconds }),
        ...(retrySeconds !== undefined && { pushRetryMs: retrySeconds * 1000 }),
      },
    },
  };
}

function parse(argv: readonly string[]) {
  const withText = { type: "string" } as const;
  const plain = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        ...{ port: withText, host: withText, "public-url": withText, seed: withText },
        ...{ accounts: withText, authorized: withText, "events-url": withText, "messages-url": withText },
        ...{ "review-seconds": withText, "scan-seconds": withText, "retry-seconds": withText },
        ...{ "start-at": withText, state: withText, still: plain, log: plain },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
    }).values;
  } catch (error) {
    // Node's own words go on for three lines about what a leading dash means.
    const [words = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new UsageError(`${words.replace(/\.$/, "")} (--help lists the options)`);
  }
}

function count(name: string, value: string, max: number): number {
  if (!/^\d{1,9}$/.test(value) || Number(value) > max) {
    throw new UsageError(`${name} must be a whole number from 0 to ${max}, not "${value}"`);
  }
  return Number(value);
}

function text(name: string, value: string | undefined): string | undefined {
  if (value === "") throw new UsageError(`${name} must not be empty`);
  return value;
}

function url(name: string, value: string | undefined): string | null {
  if (!value) return null;
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? "")) {
    throw new UsageError(`${name} must be an http or https URL, not "${value}"`);
  }
  return value;
}

/** `2026-11-20T10:00:00+08:00` or Unix seconds → milliseconds. */
function time(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d{1,10}$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  if (!(ms >= 0)) throw new UsageError(`${name} must be a time such as 2026-11-20T10:00:00+08:00, not "${value}"`);
  return ms;
}
