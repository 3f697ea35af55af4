import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComponentClient, startTestSimulator } from "./testing.ts";

/** How the HTTP stacks of other languages send one and the same call. */
let sim: Awaited<ReturnType<typeof startTestSimulator>>;
let platform: ComponentClient;

beforeAll(async () => {
  sim = await startTestSimulator();
  platform = await sim.component();
});
afterAll(() => sim.close());

const PATH = "/cgi-bin/component/api_get_authorizer_list";
const body = () => JSON.stringify({ component_appid: platform.appid, offset: 0, count: 1 });

/** Sends bytes as they are and resolves with everything that came back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(sim.port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}

const post = async (query: string, init: RequestInit & { path?: string } = {}) => {
  const response = await fetch(`${sim.url}${init.path ?? PATH}?${query}`, { method: "POST", body: body(), ...init });
  return (await response.json()) as Record<string, unknown>;
};

test.each([
  "application/json",
  "application/json;charset=UTF-8",
  "application/json; charset=utf-8",
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded; charset=utf-8",
  "text/json",
])("a JSON body is read whatever its content type says: %s", async (type) => {
  const answer = await post(`access_token=${platform.token}`, { headers: { "content-type": type } });
  expect(answer.total_count).toBe(40);
});

test("a body without a content type is read, also with a byte order mark before it", async () => {
  const bytes = (text: string) => new Blob([text]);
  expect((await post(`access_token=${platform.token}`, { body: bytes(body()) })).total_count).toBe(40);
  expect((await post(`access_token=${platform.token}`, { body: bytes(`\uFEFF${body()}`) })).total_count).toBe(40);
});

test.each([
  ["the older name", (token: string) => `component_access_token=${token}`],
  ["both names, the first one empty", (token: string) => `access_token=&component_access_token=${token}`],
  ["an ampersand at the end", (token: string) => `access_token=${token}&`],
  ["an ampersand at the start", (token: string) => `&access_token=${token}`],
  ["other parameters around it", (token: string) => `lang=zh_CN&access_token=${token}&format=json`],
  ["percent-encoded characters", (token: string) => `access_token=${token.replace("_", "%5F").replaceAll("-", "%2D")}`],
])("the token is found in a query with %s", async (_how, query) => {
  expect((await post(query(platform.token))).total_count).toBe(40);
});

test("a base address that ends in a slash does not spoil the path", async () => {
  expect((await post(`access_token=${platform.token}`, { path: `/${PATH}` })).total_count).toBe(40);
});

test("HTTP/1.0 without keep-alive is answered and the connection closed", async () => {
  const text = body();
  const answer = await raw(
    `POST ${PATH}?access_token=${platform.token} HTTP/1.0\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  );
  expect(answer).toMatch(/^HTTP\/1\.[01] 200 OK\r\n/);
  expect(answer).toContain('"total_count":40');
});

test("the absolute form of a proxied request is understood", async () => {
  const text = body();
  const answer = await raw(
    `POST http://api.weixin.qq.com${PATH}?access_token=${platform.token} HTTP/1.1\r\nHost: api.weixin.qq.com\r\n` +
      `Connection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  );
  expect(answer).toContain('"total_count":40');
});

test("two calls over one connection are answered in order", async () => {
  const call = (text: string, last: boolean) =>
    `POST ${PATH}?access_token=${platform.token} HTTP/1.1\r\nHost: x\r\nConnection: ${last ? "close" : "keep-alive"}\r\n` +
    `Content-Length: ${text.length}\r\n\r\n${text}`;
  const answer = await raw(call("{}", false) + call(body(), true));
  expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  expect(answer.indexOf("41018")).toBeGreaterThan(0);
  expect(answer.indexOf("41018")).toBeLessThan(answer.indexOf('"total_count":40'));
});

test("a chunked body is put together", async () => {
  const text = body();
  const [one, two] = [text.slice(0, 20), text.slice(20)];
  const chunk = (part: string) => `${part.length.toString(16)}\r\n${part}\r\n`;
  const answer = await raw(
    `POST ${PATH}?access_token=${platform.token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n` +
      `${chunk(one)}${chunk(two)}0\r\n\r\n`,
  );
  expect(answer).toContain('"total_count":40');
});

test("who waits for 100 Continue before the body gets it", async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const text = body();
    const sent = request(`${sim.url}${PATH}?access_token=${platform.token}`, {
      method: "POST",
      headers: { expect: "100-continue", "content-length": text.length },
    });
    sent.on("continue", () => sent.end(text));
    sent.on("error", reject);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    });
    sent.flushHeaders();
  });
  expect(answer).toContain('"total_count":40');
});

test("an offer of gzip is not taken up: the answer is plain JSON of the length it names", async () => {
  const response = await fetch(`${sim.url}${PATH}?access_token=${platform.token}`, {
    method: "POST",
    body: body(),
    headers: { "accept-encoding": "gzip, deflate, br" },
  });
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(String((await response.text()).length)).toBe(response.headers.get("content-length"));
});

test("HEAD is a GET without its body", async () => {
  const response = await fetch(`${sim.url}/wxa/gettemplatelist?access_token=${platform.token}`, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(Number(response.headers.get("content-length"))).toBeGreaterThan(100);
  expect(await response.text()).toBe("");
});

test("fields that nobody asked for, and numbers sent as text, are no reason to refuse", async () => {
  const more = { component_appid: platform.appid, offset: "0", count: "1", lang: "zh_CN", nested: { a: [null] } };
  expect((await post(`access_token=${platform.token}`, { body: JSON.stringify(more) })).total_count).toBe(40);
});

test("where no body is needed, an empty one, {} and null are the same", async () => {
  const shop = await sim.merchant(platform, sim.fresh("mini_program")[0] as string);
  const { have_open } = await shop.call("/cgi-bin/open/have");
  for (const text of ["", "{}", "null"]) {
    expect(await shop.call("/cgi-bin/open/have", text, "POST")).toMatchObject({ errcode: 0, have_open });
  }
  expect(await shop.call("/wxa/getvisitstatus", "", "POST")).toMatchObject({ errcode: 44002 });
});
