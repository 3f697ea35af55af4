import { execFileSync, type SpawnSyncOptions } from "node:child_process";
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian's `nobody`: PostgreSQL refuses to run as root. */
const nobody = 65_534;

/**
 * Starts a PostgreSQL server of its own on loopback, with a database of its own in the temporary folder and
 * its ordinary durability. It ends with this process. @throws Error when the server programs are not installed.
 */
export async function startPostgres(): Promise<{ url: string }> {
  const [bin] = globSync("/usr/lib/postgresql/*/bin/").sort().reverse();
  if (bin === undefined) throw new Error("PostgreSQL's server programs are not installed");
  const dir = mkdtempSync(join(tmpdir(), "hufu-postgres-"));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chownSync(dir, nobody, nobody);
  chmodSync(dir, 0o700);
  const options: SpawnSyncOptions = { cwd: dir, stdio: "ignore", ...(asRoot && { uid: nobody, gid: nobody }) };
  const data = join(dir, "data");
  const port = await freePort();
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "hufu", "-A", "trust", "-E", "UTF8"], options);
  const settings = `-p ${port} -h 127.0.0.1 -k ${dir}`;
  execFileSync(join(bin, "pg_ctl"), ["-D", data, "-w", "-l", join(dir, "log"), "-o", settings, "start"], options);
  process.once("exit", () => {
    execFileSync(join(bin, "pg_ctl"), ["-D", data, "-w", "-m", "fast", "stop"], options);
    rmSync(dir, { recursive: true, force: true });
  });
  return { url: `postgres://hufu@127.0.0.1:${port}/postgres` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
