import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { HELP } from "./help.ts";
import { startSimulator } from "./start.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs", "simulator.md"), "utf8");
const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", body = ""]) => ({
  language,
  body,
}));

/** Commands with an expected output, `command     # → words`, become checks. */
function checked(script: string): string {
  return script.replace(/^((?:.*\\\n)*)(.*?) +# → (.+)$/gm, (_, before: string, last: string, words: string) => {
    const quoted = `'${words.replaceAll("'", `'\\''`)}'`;
    return `output=$({\n${before}${last}\n} 2>&1 || true)\nrequire ${quoted} "$output"`;
  });
}

/** A failure must be told, and must leave no receiver behind that would hold the output open. */
const PRELUDE = `set -euo pipefail
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
require() {
  case "$2" in *"$1"*) ;; *) echo "expected $1, got: $2"; exit 1;; esac
}
`;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

test("every bash block of docs/simulator.md runs as it stands, and gives what it says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "simulator-docs-"));
  const simulator = await startSimulator({ pace: "still", startAt: Date.parse("2026-11-20T10:00:00+08:00") });
  const port = await freePort();
  try {
    for (const { body } of blocks) {
      const name = /^(?:\/\/|#) (receiver\.\w+):/.exec(body)?.[1];
      if (name) writeFileSync(join(folder, name), body);
    }
    const commands = blocks.filter(({ language }) => language === "bash").map(({ body }) => body);
    const script = commands.join("\n").replace("http://127.0.0.1:4280", simulator.url).replaceAll("3000", String(port));
    const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
    const shell = spawn("bash", ["-c", PRELUDE + checked(script)], {
      cwd: folder,
      env: { ...process.env, PATH: path },
    });
    const [output, errors, [code]] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, "exit")]);
    expect(`${output}\n${errors}\n${code}`).toMatch(/\n0$/);
    expect(readFileSync(join(folder, "trial.jpg")).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(Number(output.trim().split("\n").at(-1))).toBeGreaterThanOrEqual(15);
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test("the page and the help text name the same options", () => {
  const options = (words: string) => [...new Set(words.match(/--[a-z][a-z-]+/g))].sort();
  const table = page.slice(page.indexOf("| Option |"), page.indexOf("## The main job"));
  expect(options(table)).toEqual(options(HELP));
});
