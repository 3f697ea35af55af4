import { connect } from "node:net";

interface Request {
  readonly path: string;
  readonly body: string;
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");

/**
 * Sends `calls` POSTs over `connections` kept-alive connections, each waiting for its answer, and returns the
 * seconds it took. Bare sockets, so that the load costs less than what is measured. Any status but 200 throws.
 */
export async function load(
  base: string,
  requests: readonly Request[],
  calls: number,
  connections: number,
  answered: (text: string) => void = () => {},
): Promise<number> {
  const { hostname, port } = new URL(base);
  const messages = requests.map(({ path, body }) =>
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  let sent = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: Math.min(connections, calls) }, () => converse(Number(port), hostname)));
  return (performance.now() - began) / 1000;

  function converse(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let pending: Buffer = Buffer.alloc(0);
      const socket = connect({ port, host, noDelay: true });
      const next = () => {
        if (sent >= calls) socket.end();
        else socket.write(messages[sent++ % messages.length] as Buffer);
      };
      socket.on("connect", next);
      socket.on("error", reject);
      socket.on("close", () => resolve());
      socket.on("data", (chunk: Buffer) => {
        pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        const head = pending.indexOf(END_OF_HEAD);
        if (head < 0) return;
        const text = pending.toString("latin1", 0, head);
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
        if (pending.length < head + 4 + length) return;
        if (!text.startsWith("HTTP/1.1 200")) {
          socket.destroy(new Error(text.split("\r\n")[0]));
          return;
        }
        answered(pending.toString("utf8", head + 4, head + 4 + length));
        pending = Buffer.alloc(0);
        next();
      });
    });
  }
}
