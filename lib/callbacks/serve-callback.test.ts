import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallbackRequest } from "./receive-callback.ts";
import { serveCallback } from "./serve-callback.ts";

const received: CallbackRequest[] = [];
const server = createServer((incoming, outgoing) => {
  const receive = async (request: CallbackRequest) => {
    received.push(request);
    return request.body === null ? { status: 400 as const, body: "" } : { status: 200 as const, body: "success" };
  };
  void serveCallback(receive, incoming, outgoing);
});
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

/** Sends bytes as they are, ends its side, and gives back all that was answered. */
function sendRaw(...parts: string[]): Promise<string> {
  return new Promise((resolve) => {
    let answered = "";
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
      socket.end();
    });
    // A server that has heard enough may hang up: what it said until then counts.
    socket.on("error", () => undefined);
    socket.on("data", (part) => {
      answered += part.toString("latin1");
    });
    socket.on("close", () => resolve(answered));
  });
}
const head = (...lines: string[]) => ["POST /wx/x/events HTTP/1.1", "Host: a", ...lines, "", ""].join("\r\n");
const statuses = (answered: string) => [...answered.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]);

test("a body is taken whole, however it is cut, and answered with the length of what is said", async () => {
  const answered = await sendRaw(head("Transfer-Encoding: chunked"), "3\r\nabc\r\n", "2\r\nde\r\n", "0\r\n\r\n");
  expect(received.at(-1)).toEqual({ method: "POST", target: "/wx/x/events", body: Buffer.from("abcde") });
  expect(answered).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answered).toMatch(/\r\ncontent-length: 7\r\n/);
  expect(answered).toMatch(/\r\ncache-control: no-store\r\n/);
  expect(answered.endsWith("\r\n\r\nsuccess")).toBe(true);
});

test("64 KB are read and one byte more is not, nor is what follows it taken for another request", async () => {
  const [most, more] = ["x".repeat(65_536), "x".repeat(65_537)];
  expect(statuses(await sendRaw(head(`Content-Length: ${most.length}`), most))).toEqual(["200"]);
  expect(statuses(await sendRaw(head(`Content-Length: ${more.length}`), more))).toEqual(["400"]);
  const before = received.length;
  const follows = head("Content-Length: 0");
  const answered = await sendRaw(head(`Content-Length: ${9 * most.length}`), most.repeat(8), most, follows);
  expect(statuses(answered)).toEqual(["400"]);
  expect(answered).toMatch(/\r\nconnection: close\r\n/i);
  expect(received.length).toBe(before + 1);
});

test("headers that lie about the length, or say it twice, are refused before anything is read", async () => {
  const before = received.length;
  const lies = [
    [head("Content-Length: 5", "Transfer-Encoding: chunked"), "0\r\n\r\n"],
    [head("Content-Length: 3", "Content-Length: 4"), "abcd"],
    [head("Content-Length: -1"), "abc"],
    [head("Content-Length: 1e3"), "abc"],
    [head("Transfer-Encoding: chunked, identity"), "abc"],
    [head("Transfer-Encoding: chunked"), "zz\r\nabc\r\n"],
    [head("a b: c"), ""],
    [head(`X-Long: ${"x".repeat(40_000)}`), ""],
    [head("X-Null: \0"), ""],
    ["POST /wx/x/events HTTP/9.9\r\nHost: a\r\n\r\n", ""],
  ];
  for (const [lie = "", rest = ""] of lies) {
    const [status = "none"] = statuses(await sendRaw(lie, rest));
    expect(["400", "431", "505", "none"], lie.slice(0, 80)).toContain(status);
  }
  expect(received.slice(before)).toEqual([]);
});

test("a client that goes away in the middle of its body is nobody's error", async () => {
  const before = received.length;
  expect(await sendRaw(head("Content-Length: 100"), "only a part")).not.toMatch(/HTTP\/1\.1 [25]/);
  expect(statuses(await sendRaw(head("Content-Length: 2"), "ok"))).toEqual(["200"]);
  expect(received.length).toBe(before + 1);
});
