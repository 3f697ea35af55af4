import { connect, type Socket } from "node:net";

/** One kept connection with one request under way at a time; sockets, since a client library would be the bottleneck. */
export interface Caller {
  /** @returns the answer's status and body. @throws when the connection breaks. */
  send(request: Buffer): Promise<{ status: number; body: string }>;
  /** The other side hung up: a server ends connections that idle for seconds. */
  readonly isBroken: boolean;
  close(): void;
}

export async function openCaller(port: number): Promise<Caller> {
  const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  let pending: { resolve(answer: { status: number; body: string }): void; reject(error: unknown): void } | null = null;
  let got = "";
  let broken: Error | null = null;
  const breakOff = (error: Error) => {
    broken ??= error;
    pending?.reject(broken);
    pending = null;
  };
  socket.on("error", breakOff);
  socket.on("close", () => breakOff(new Error("the connection was closed")));
  socket.on("data", (chunk) => {
    got += chunk.toString("latin1");
    const answer = readAnswer(got);
    if (answer === null) return;
    got = "";
    pending?.resolve(answer);
    pending = null;
  });
  return {
    send(request) {
      return new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        pending = { resolve, reject };
        socket.write(request);
      });
    },
    get isBroken() {
      return broken !== null;
    },
    close: () => void socket.destroy(),
  };
}

function readAnswer(text: string): { status: number; body: string } | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = text.slice(0, end);
  const body = text.slice(end + 4);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined ? !body.endsWith("0\r\n\r\n") : body.length < Number(length)) return null;
  return { status: Number(text.slice(9, 12)), body };
}

/** Asks as fast as answers come, over the given connections, for `ms` or until the requests are used up. */
export async function closedLoop(callers: Caller[], requests: Buffer[], ms: number): Promise<number> {
  const startedMs = performance.now();
  let next = 0;
  let done = 0;
  await Promise.all(
    callers.map(async (caller) => {
      while (next < requests.length && performance.now() - startedMs < ms) {
        const { status } = await caller.send(requests[next++]!);
        if (status !== 200) throw new Error(`HTTP ${status}`);
        done += 1;
      }
    }),
  );
  return (done * 1_000) / (performance.now() - startedMs);
}

export interface Timed {
  /** Ms from the intended start to the acknowledgement. */
  ms: number;
  status: number;
  body: string;
}

/**
 * Sends at fixed times whatever comes back: a late start counts against the server. Connections are opened
 * as they are needed, up to `most`; what finds none free waits, and its time goes on.
 */
export async function openLoop(port: number, requests: Buffer[], rate: number, most = 512): Promise<Timed[]> {
  const free: Caller[] = await Promise.all(Array.from({ length: 64 }, () => openCaller(port)));
  let opened = free.length;
  const queue: number[] = [];
  const times: Timed[] = [];
  const startedMs = performance.now() + 50;
  const intended = (at: number) => startedMs + (at * 1_000) / rate;

  async function sendFrom(caller: Caller): Promise<void> {
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      const answer = await caller.send(requests[at]!).catch(() => ({ status: 0, body: "" }));
      times.push({ ms: performance.now() - intended(at), ...answer });
      if (caller.isBroken) break;
    }
    if (!caller.isBroken) free.push(caller);
    else opened -= 1;
  }
  const running: Promise<void>[] = [];
  const assign = () => {
    while (queue.length > 0 && free.length > 0) {
      const caller = free.pop()!;
      if (caller.isBroken) opened -= 1;
      else running.push(sendFrom(caller));
    }
  };
  for (let at = 0; at < requests.length; ) {
    while (at < requests.length && intended(at) <= performance.now()) queue.push(at++);
    assign();
    if (queue.length > 0 && opened < most) {
      opened += 1;
      running.push(openCaller(port).then(sendFrom));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (queue.length > 0) {
    assign();
    if (opened < most) {
      opened += 1;
      running.push(openCaller(port).then(sendFrom));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  for (const caller of free) caller.close();
  return times.sort((a, b) => a.ms - b.ms);
}
