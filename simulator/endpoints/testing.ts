import { seconds } from "../calendar.ts";
import { miniProgramOf } from "../seed/mini-program.ts";
import type { SimulatorOptions } from "../start.ts";
import { type ComponentClient, type MerchantClient, type Reply, startTestSimulator } from "../testing.ts";

const HOUR_MS = 3_600_000;

/** A Mini Program under test, with the calls that code management begins with. */
export interface Shop extends MerchantClient {
  commit(templateId?: number, ext?: unknown, more?: Record<string, unknown>): Promise<Reply>;
  /** Submits with an item of its own first category unless told otherwise. */
  submit(body?: Record<string, unknown>): Promise<Reply>;
  /** A first category as item_list wants it. */
  category(): Promise<Reply>;
  conditions(changes: Record<string, unknown>): Promise<Reply>;
  code(): Promise<Reply>;
}

/** A simulator whose reviews pass, whose scans take no time, and which hands out one fresh Mini Program after another. */
export async function startShops(options: SimulatorOptions = {}) {
  const { settings, ...rest } = options;
  const sim = await startTestSimulator({
    ...rest,
    settings: { rejectRate: 0, delayRate: 0, scanSeconds: 0, ...settings },
  });
  const platform = await sim.component();
  let bought = { client: platform, at: sim.world.clock.now() };
  /** The platform with a token that still works, however far time was turned since. */
  const current = async (): Promise<ComponentClient> => {
    const now = sim.world.clock.now();
    if (now - bought.at > HOUR_MS) bought = { client: await sim.component(), at: now };
    return bought.client;
  };
  const programAt = (index: number) =>
    miniProgramOf(sim.world, sim.world.accounts[index] as (typeof sim.world.accounts)[number], "peek");
  /** How many versions of this account were live when the world began. */
  const versions = (index: number) => programAt(index).live.length;
  /** Most merchants have what a submission needs; the others are left for tests that ask for them. */
  const isReady = (index: number) => {
    const { conditions, privacyDev, privacyInterfaces } = programAt(index);
    return conditions.profileComplete && privacyDev !== null && privacyInterfaces.size > 0;
  };
  const ready = sim.fresh("mini_program", isReady).map((appid) => sim.world.byAppid.get(appid)?.index as number);
  const next = async (where: (index: number) => boolean = () => true, by?: ComponentClient): Promise<Shop> => {
    const place = ready.findIndex(where);
    if (place < 0) throw new Error("no such Mini Program is left");
    const appid = sim.world.accounts[ready.splice(place, 1)[0] as number]?.appid as string;
    return shopOf(sim.send, await sim.merchant(by ?? (await current()), appid));
  };
  /** The same Mini Program with a new token. */
  const renewed = async (shop: Shop): Promise<Shop> => {
    const { authorizer_access_token: token } = await (await current()).post("api_authorizer_token", {
      authorizer_appid: shop.appid,
      authorizer_refresh_token: shop.refreshToken,
    });
    const call: Shop["call"] = (path, body, method) =>
      sim.send(`${path}${path.includes("?") ? "&" : "?"}access_token=${token}`, body, method);
    return shopOf(sim.send, { ...shop, token, call });
  };
  const advance = (bySeconds: number) => sim.send("/_sim/clock/advance", { seconds: bySeconds });
  const decide = (auditid: number, verdict: string, reason?: string) =>
    sim.send(`/_sim/reviews/${auditid}`, { verdict, ...(reason && { reason }) });
  /** Uploads a draft with its own code and makes it a template; answers with the template's id. */
  const template = async (upload: Record<string, unknown>, templateType = 0): Promise<number> => {
    const platform = await current();
    const { draft_id } = await sim.send("/_sim/drafts", {
      component_appid: platform.appid,
      user_version: "9.0.0",
      developer: "测试",
      ...upload,
    });
    await platform.call("/wxa/addtotemplate", { draft_id, template_type: templateType });
    const { template_list } = await platform.call("/wxa/gettemplatelist");
    return template_list.at(-1).template_id;
  };
  return {
    ...sim,
    platform,
    versions,
    next,
    renewed,
    advance,
    decide,
    template,
    now: () => seconds(sim.world.clock.now()),
  };
}

export type Shops = Awaited<ReturnType<typeof startShops>>;

function shopOf(send: Shops["send"], merchant: MerchantClient): Shop {
  const category = async () => (await merchant.call("/wxa/get_category")).category_list[0];
  return {
    ...merchant,
    category,
    commit: (templateId = 0, ext = {}, more = {}) =>
      merchant.call("/wxa/commit", {
        template_id: templateId,
        user_version: "2.7.1",
        user_desc: "自提点",
        ext_json: typeof ext === "string" ? ext : JSON.stringify(ext),
        ...more,
      }),
    submit: async (body) => merchant.call("/wxa/submit_audit", body ?? { item_list: [await category()] }),
    conditions: (changes) => send(`/_sim/accounts/${merchant.appid}/conditions`, changes),
    code: () => send(`/_sim/accounts/${merchant.appid}/code`),
  };
}
