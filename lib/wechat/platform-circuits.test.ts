import { afterEach, describe, expect, test } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { createCircuit } from "./circuit.ts";
import { createPreAuthCode, forPlatform, getPages, isUnreachable, startTicketPush } from "./index.ts";
import { failure, type SeenRequest, startSampleServer, testClient } from "./testing.ts";

const ours = "wx00000000000000c1";
const theirs = "wx00000000000000c2";
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A WeChat that lets down the platforms in `down`; account tokens name theirs. */
async function wechat(treat: "drops" | "hangs") {
  const down = new Set([ours]);
  const server = await startSampleServer((request, response) => {
    if (!down.has(platformIn(request))) response.end('{"pre_auth_code":"p","expires_in":600,"page_list":["a"]}');
    else if (treat === "drops") response.destroy();
  });
  open.push(server);
  const more = { circuit: { failuresToOpen: 3, openMs: 10_000 } };
  return { ...server, ...testClient(server.url, more), down };
}
const platformIn = ({ query, body }: SeenRequest) =>
  body.length > 0 ? JSON.parse(body.toString()).component_appid : query.get("access_token")?.split(" ")[0];
const pagesOf = (client: Parameters<typeof getPages>[0], componentAppId: string) =>
  forPlatform(componentAppId, () => getPages(client, { accountToken: `${componentAppId} token` }));
const codeFor = (client: Parameters<typeof getPages>[0], componentAppId: string) =>
  createPreAuthCode(client, { componentAppId, componentToken: "token" });
const reasonOf = (error: unknown) => (isUnreachable(error) ? error.data.reason : error);

describe("each platform has a circuit of its own", () => {
  test("one platform's outage stops its own calls, by account and by component token, and nobody else's", async () => {
    const { client, seen, clock } = await wechat("drops");
    expect(reasonOf(await failure(codeFor(client, ours)))).toBe("reset");
    expect(seen).toHaveLength(3);
    expect(reasonOf(await failure(codeFor(client, ours)))).toBe("circuit_open");
    expect(reasonOf(await failure(pagesOf(client, ours)))).toBe("circuit_open");
    expect(reasonOf(await failure(startTicketPush(client, { componentAppId: ours, appSecret: "s" })))).toBe(
      "circuit_open",
    );
    expect(seen).toHaveLength(3);
    expect(await pagesOf(client, theirs)).toEqual(["a"]);
    expect(await codeFor(client, theirs)).toEqual({ preAuthCode: "p", expiresInS: 600 });
    expect(client.circuits()).toEqual([
      { componentAppId: ours, openSince: clock.now() },
      { componentAppId: theirs, openSince: null },
    ]);
  });

  test("the probe is per platform, and the outage is dated from its beginning", async () => {
    const { client, seen, clock, down } = await wechat("drops");
    down.add(theirs);
    await failure(codeFor(client, ours));
    const openSince = clock.now();
    clock.advance(5_000);
    await failure(codeFor(client, theirs));
    clock.advance(5_000);
    seen.length = 0;
    await failure(codeFor(client, ours));
    await failure(codeFor(client, theirs));
    expect(seen.map(platformIn)).toEqual([ours]);
    expect(client.circuits()[0]).toEqual({ componentAppId: ours, openSince });
    down.clear();
    clock.advance(5_000);
    await codeFor(client, theirs);
    expect(reasonOf(await failure(codeFor(client, ours)))).toBe("circuit_open");
    clock.advance(5_000);
    await codeFor(client, ours);
    expect(client.circuits().map((each) => each.openSince)).toEqual([null, null]);
  });

  test("calls that hang for one platform take no connection from another", async () => {
    const { client, seen } = await wechat("hangs");
    const hanging = Array.from({ length: 70 }, () => failure(pagesOf(client, ours)));
    expect(await pagesOf(client, theirs)).toEqual(["a"]);
    expect(seen.filter((request) => platformIn(request) === ours).length).toBeLessThanOrEqual(64);
    await open.pop()?.close();
    await Promise.all(hanging);
  });

  test("the allowance of repeated sends is per platform too", async () => {
    const server = await startSampleServer((_request, response) => response.end('{"errcode":-1,"errmsg":"busy"}'));
    open.push(server);
    const { client } = testClient(server.url);
    for (let call = 0; call < 30; call += 1) await failure(codeFor(client, ours));
    server.seen.length = 0;
    await failure(codeFor(client, ours));
    const sends = server.seen.length;
    expect(sends).toBeLessThan(3);
    await failure(codeFor(client, theirs));
    expect(server.seen).toHaveLength(sends + 3);
  });
});

describe("a circuit", () => {
  test("is not kept open by calls that set out before it opened and fail late", () => {
    const clock = fixedClock(0);
    const circuit = createCircuit(clock, { failuresToOpen: 2, openMs: 10 });
    const passages = [circuit.enter(), circuit.enter(), circuit.enter()];
    expect(passages.slice(0, 2).map((passage) => circuit.leave(passage, "failed"))).toEqual(["unchanged", "opened"]);
    clock.advance(9);
    circuit.leave("pass", "failed");
    clock.advance(1);
    expect(circuit.enter()).toBe("probe");
    expect(circuit.enter()).toBe("refused");
  });

  test("keeps its one probe when an older call fails, and opens again from the probe's failure", () => {
    const clock = fixedClock(0);
    const circuit = createCircuit(clock, { failuresToOpen: 1, openMs: 10 });
    circuit.leave(circuit.enter(), "failed");
    clock.advance(10);
    expect(circuit.enter()).toBe("probe");
    circuit.leave("pass", "failed");
    expect(circuit.enter()).toBe("refused");
    expect(circuit.leave("probe", "failed")).toBe("unchanged");
    clock.advance(9);
    expect(circuit.enter()).toBe("refused");
    clock.advance(1);
    expect(circuit.enter()).toBe("probe");
    expect(circuit.leave("probe", "answered")).toBe("closed");
    expect(circuit.openSince).toBeNull();
  });
});
