import { afterAll, beforeAll, expect, test } from "vitest";
import type { Endpoint } from "./endpoints/endpoint.ts";
import { endpoints } from "./endpoints/table.ts";
import { startSimulatedPlatform } from "./testing.ts";

let world: Awaited<ReturnType<typeof startSimulatedPlatform>>;
let accountToken: string;

beforeAll(async () => {
  world = await startSimulatedPlatform({ accounts: 20, authorized: 0, seed: 7 });
  const account = world.fresh((each) => each.kind === "mini_program");
  ({ accountToken } = await world.authorize(account));
});
afterAll(() => world.simulator.close());

/** Answers that say "no such address", "wrong method" or "no token of this kind": the call was not served. */
const notServed = [40066, 43001, 43002, 40001, 40014, 41001, 61014, 61015];

function tokensFor({ token, path }: Endpoint): Record<string, string>[] {
  if (token === "none") return [{}];
  const value = token === "component" ? world.own.componentToken : accountToken;
  const names = path.startsWith("/sns/") ? ["component_access_token"] : ["access_token", "component_access_token"];
  return names.map((name) => ({ [name]: value }));
}

/** The errcode of a bare call, null when the answer is no JSON; `status` is WeChat's 200 even for errors. */
async function ask({ method, path }: Endpoint, query: Record<string, string>) {
  const headers = { "content-type": "application/json" };
  const init = method === "POST" ? { method, headers, body: "{}" } : { method };
  const response = await fetch(`${world.simulator.url}${path}?${new URLSearchParams(query)}`, init);
  const text = await response.text();
  const answer = text.startsWith("{") ? (JSON.parse(text) as { errcode?: number }) : { errcode: null };
  return { status: response.status, errcode: answer.errcode };
}

test.each(endpoints.map((endpoint) => [endpoint.name, endpoint.method, endpoint.path, endpoint] as const))(
  "%s is served at %s %s, whichever name its token goes by",
  async (_name, _method, _path, endpoint) => {
    for (const query of tokensFor(endpoint)) {
      const { status, errcode } = await ask(endpoint, query);
      expect(status, JSON.stringify(Object.keys(query))).toBe(200);
      // A user's token stands in the query of sns/userinfo itself.
      if (endpoint.path !== "/sns/userinfo") expect(notServed).not.toContain(errcode);
      else expect(errcode).not.toBe(40066);
    }
  },
);

test("an address that is in no table is not served", async () => {
  const [endpoint] = endpoints;
  const { errcode } = await ask({ ...(endpoint as Endpoint), path: "/wxa/no_such_call" }, {});
  expect(errcode).toBe(40066);
});
