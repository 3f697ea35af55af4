import { parseArgs } from "node:util";
import type { SimulatorOptions } from "./start.ts";

export const HELP = `Hufu simulator: a WeChat third-party platform on your machine.

  node simulator/main.ts [options]

  --port N             port to listen on (HUFU_SIMULATOR_PORT; 0: any free one; default 4280)
  --host H             address to listen on (default 127.0.0.1)
  --public-url U       address browsers use, if another one
  --seed S             the same seed gives the same world (default hufu)
  --accounts N         merchant accounts (HUFU_SIM_ACCOUNTS; default 1000)
  --authorized N       of which authorized at the start (HUFU_SIM_AUTHORIZED; default 120)
  --events-url U       authorization-event URL; {component_appid} is replaced
  --messages-url U     message-event URL; {component_appid} and $APPID$ are replaced
  --review-seconds N   from submit_audit to the verdict (default 20)
  --scan-seconds N     length of the privacy scan after a commit (default 2)
  --retry-seconds N    between the three attempts of a push (default 5)
  --state F            keep the state in this file from one start to the next
  --help               this text

When it listens it prints {"ready":true,"url":"http://127.0.0.1:PORT"}.
Point your SDK's base URL at it; secrets are in GET /_sim/credentials.
`;

/** Reads the command line and the environment; throws an Error that says what is wrong. */
export function readOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SimulatorOptions | "help" {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      "public-url": { type: "string" },
      seed: { type: "string" },
      accounts: { type: "string" },
      authorized: { type: "string" },
      "events-url": { type: "string" },
      "messages-url": { type: "string" },
      "review-seconds": { type: "string" },
      "scan-seconds": { type: "string" },
      "retry-seconds": { type: "string" },
      state: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const number = (name: string, text: string | undefined) => {
    if (text === undefined || text === "") return undefined;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0) {
      throw new Error(`--${name} must be a number, not "${text}"`);
    }
    return value;
  };
  const reviewSeconds = number("review-seconds", values["review-seconds"]);
  const scanSeconds = number("scan-seconds", values["scan-seconds"]);
  const retrySeconds = number("retry-seconds", values["retry-seconds"]);
  return {
    port: number("port", values.port ?? environment.HUFU_SIMULATOR_PORT) ?? 4280,
    host: values.host,
    publicUrl: values["public-url"],
    seed: values.seed,
    stateFile: values.state,
    accounts: number("accounts", values.accounts ?? environment.HUFU_SIM_ACCOUNTS),
    authorized: number("authorized", values.authorized ?? environment.HUFU_SIM_AUTHORIZED),
    eventsUrl: urlOption("events-url", values["events-url"]),
    messagesUrl: urlOption("messages-url", values["messages-url"]),
    settings: {
      ...(reviewSeconds !== undefined && { reviewSeconds }),
      ...(scanSeconds !== undefined && { scanSeconds }),
      ...(retrySeconds !== undefined && { pushRetryMs: retrySeconds * 1000 }),
    },
  };
}

function urlOption(name: string, text: string | undefined): string | null {
  if (!text) return null;
  if (!URL.canParse(text)) throw new Error(`--${name} is not a URL: "${text}"`);
  return text;
}
