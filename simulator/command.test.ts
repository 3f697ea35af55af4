import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const command = join(import.meta.dirname, "..", "scripts", "hufu-simulator.mjs");
const small = ["--port", "0", "--accounts", "20", "--authorized", "5"];

function run(args: readonly string[]) {
  const child = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit") as Promise<[number | null, string | null]>;
  return { child, ended, stdout: text(child.stdout), stderr: text(child.stderr) };
}

/** Resolves with the address in the first line of a simulator's output, which must be exactly that line. */
async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  let printed = "";
  for await (const chunk of stdout) {
    printed += chunk;
    if (printed.includes("\n")) break;
  }
  const [, url = ""] = /^\{"ready":true,"url":"(http:\/\/127\.0\.0\.1:\d+)"\}\n$/.exec(printed) ?? [];
  expect(printed).toBe(`{"ready":true,"url":"${url}"}\n`);
  return url;
}

test("a wrong option ends it with 2 and one line, a port in use with 1 and one line", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const wrong = run(["--colour", "blue"]);
  const busy = run([...small, "--port", String(port)]);
  expect(await wrong.ended).toEqual([2, null]);
  expect(await wrong.stdout).toBe("");
  expect(await wrong.stderr).toBe("simulator: Unknown option '--colour' (--help lists the options)\n");
  expect(await busy.ended).toEqual([1, null]);
  expect(await busy.stdout).toBe("");
  expect(await busy.stderr).toMatch(/^simulator: port \d+ is in use; choose another with --port N.*\n$/);
  taken.close();
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "its first line is the address, and %s ends it with 0",
  async (signal) => {
    const child = spawn(process.execPath, [command, ...small, "--log"], { stdio: ["ignore", "pipe", "pipe"] });
    const ended = once(child, "exit");
    const stderr = text(child.stderr);
    const url = await addressOf(child.stdout);
    await fetch(`${url}/wxa/get_page?access_token=x`);
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(await stderr).toMatch(/^\d\d:\d\d:\d\d GET \/wxa\/get_page - 40014\n$/);
  },
);

test("started through npm, it ends when npm is gone without a word", async () => {
  const script = `"$0" "$@" & wait`;
  const shell = spawn("sh", ["-c", script, process.execPath, command, ...small], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, npm_command: "exec" },
  });
  const url = new URL(await addressOf(shell.stdout));
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, "connect");
  shell.kill("SIGKILL");
  // The connection falls when the simulator ends.
  await new Promise((resolve) => socket.on("error", () => {}).on("close", resolve));
});
