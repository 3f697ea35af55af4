import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { makeServer } from "./server.ts";
import { keepState, loadState } from "./state.ts";
import { startTickets } from "./tickets.ts";
import { makeWorld, type World, type WorldOptions } from "./world.ts";

export interface SimulatorOptions extends WorldOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Where browsers and phones reach it, when that is not the listening address. */
  readonly publicUrl?: string;
  /** File that keeps the state from one start to the next; absent: memory only. */
  readonly stateFile?: string;
}

export interface Simulator {
  readonly url: string;
  readonly port: number;
  readonly world: World;
  /** Writes the state file, if there is one. */
  save(): void;
  close(): Promise<void>;
}

/** Starts a simulated WeChat in this process; resolves when it listens. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = options.host ?? "127.0.0.1";
  const world = makeWorld(options);
  const seeded = world.accounts.length;
  if (options.stateFile) loadState(world, options.stateFile);
  const save = options.stateFile ? keepState(world, options.stateFile, seeded) : () => {};
  const server = makeServer(world);
  await listen(server, options.port ?? 0, host).catch((error: unknown) => {
    world.closed = true;
    world.clock.stop();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  world.publicUrl = (options.publicUrl ?? url).replace(/\/$/, "");
  startTickets(world);
  return {
    url,
    port,
    world,
    save,
    close() {
      save();
      world.closed = true;
      world.clock.stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, port, host))));
    server.listen(port, host, resolve);
  });
}

/** Why the address cannot be had, and what to do about it. */
function whyNot(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === "EADDRINUSE")
    return `port ${port} is in use; choose another with --port N, or any free one with --port 0`;
  if (error.code === "EACCES") return `port ${port} may not be used by this user; choose one above 1023 with --port N`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return `this machine has no address ${host} (--host)`;
  return `cannot listen on ${host}:${port}: ${error.code ?? error.message}`;
}
