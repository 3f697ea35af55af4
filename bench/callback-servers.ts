// The servers that bench/callbacks.ts compares, each in a process of its own: node bench/callback-servers.ts kind folder
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { loadQuickly } from "../scripts/quick-loading.ts";
import { platform } from "./callback-platform.ts";
import { openInbox, openPush } from "./hand-written-inbox.ts";

const root = join(import.meta.dirname, "..");

/** The console without its pages: the listener, the inbox and the worker of server.ts. */
async function serveHufu(folder: string): Promise<number> {
  Object.assign(process.env, {
    HUFU_DATA_DIR: folder,
    HUFU_LOG_LEVEL: "error",
    HUFU_DEMO: "0",
    HUFU_WECHAT_API_URL: "http://127.0.0.1:9",
    PORT: "0",
  });
  loadQuickly(root);
  const { startServer } = await import("../server.ts");
  const { systemContext } = await import("#lib/core/context.ts");
  const { connectPlatform } = await import("#lib/platforms/index.ts");
  const { services, port } = await startServer({ pages: false });
  await connectPlatform(systemContext(services, "bench"), platform);
  return port;
}

/** Reads the body and answers. */
const bare: RequestListener = (incoming, outgoing) => {
  incoming.on("data", () => undefined).on("end", () => outgoing.end("success"));
};

/** The same durable work, by hand: verify, decrypt, one group-committed insert. */
function durable(folder: string): RequestListener {
  const inbox = openInbox(join(folder, "durable.db"));
  let waiting: { message: string; done(): void }[] = [];
  const write = () => {
    const batch = waiting;
    waiting = [];
    inbox.addAll(batch.map((item) => item.message));
    for (const item of batch) item.done();
  };
  return (incoming, outgoing) => {
    let body = "";
    incoming.on("data", (part) => {
      body += part;
    });
    incoming.on("end", () => {
      const message = openPush((incoming.url ?? "").split("?")[1] ?? "", body);
      if (waiting.length === 0) setImmediate(write);
      waiting.push({ message, done: () => outgoing.end("success") });
    });
  };
}

const route = `import { join } from "node:path";
import { openInbox, openPush } from "../../inbox";
export const dynamic = "force-dynamic";
let inbox: ReturnType<typeof openInbox> | undefined;
export async function POST(request: Request) {
  inbox ??= openInbox(join(process.cwd(), "naive.db"));
  inbox.add(openPush(new URL(request.url).search.slice(1), await request.text()));
  return new Response("success");
}
`;

/** Writes and builds a Next app with one route handler that does it with one commit each. */
export function buildNextApp(folder: string): void {
  const app = join(folder, "app", "wx", "[...path]");
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, "route.ts"), route.replace("../../inbox", "../../../inbox"));
  copyFileSync(join(import.meta.dirname, "hand-written-inbox.ts"), join(folder, "inbox.ts"));
  writeFileSync(join(folder, "package.json"), "{}");
  const config =
    'module.exports = { serverExternalPackages: ["better-sqlite3"], typescript: { ignoreBuildErrors: true } };';
  writeFileSync(join(folder, "next.config.js"), config);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  execFileSync(process.execPath, [next, "build", "--webpack"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env,
  });
}

async function serveNext(folder: string): Promise<RequestListener> {
  process.chdir(folder);
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: folder, hostname: "127.0.0.1", port: 0 });
  await app.prepare();
  return app.getRequestHandler() as unknown as RequestListener;
}

function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  // Longer than a round: a connection that idles while another server is measured must not break.
  server.keepAliveTimeout = 600_000;
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

if (import.meta.main) {
  const [, , kind = "", folder = ""] = process.argv;
  let port: number;
  if (kind === "hufu") port = await serveHufu(folder);
  else if (kind === "bare") port = await listen(bare);
  else if (kind === "durable") port = await listen(durable(folder));
  else port = await listen(await serveNext(folder));
  // An orderly end, so that --cpu-prof writes its file.
  process.once("SIGTERM", () => process.exit(0));
  process.send?.({ port });
  // Asked for between the warm-up and the run, and after it: how long the event loop was kept at most, ms.
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  process.on("message", () => {
    process.send?.({ delayMs: delay.max / 1e6 });
    delay.reset();
  });
}
