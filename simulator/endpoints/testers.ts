import { type Endpoint, ok } from "../call.ts";
import { demand, refuse } from "../refusal.ts";
import { userstrOf } from "../seed/mini-program.ts";
import type { World } from "../world.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { textField } from "./fields.ts";

const MAX_TESTERS = 60;
const MAX_PROGRAMS_PER_USER = 50;
/** A WeChat id as users choose it; anything else cannot be searched for. */
const WECHAT_ID = /^[a-zA-Z][\w-]{5,19}$/;

/** Who may open the trial version (wire G.2). */
export const testerEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/bind_tester",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { world, account } = call;
      const wechatId = textField(call.body, "wechatid", 85001);
      demand(WECHAT_ID.test(wechatId), 85001);
      const { testers } = programOf(call);
      demand(!testers.has(wechatId), 85004);
      demand(testers.size < MAX_TESTERS, 85002);
      demand(boundTo(world, wechatId) < MAX_PROGRAMS_PER_USER, 85003);
      const userstr = userstrOf(world, account, wechatId);
      testers.set(wechatId, userstr);
      countBinding(world, wechatId, 1);
      return ok({ userstr });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/unbind_tester",
    methods: ["POST"],
    body: "required",
    handle(call) {
      // `null` is how some serializers leave out the one that is not used.
      const wechatid = call.body.wechatid ?? undefined;
      const userstr = call.body.userstr ?? undefined;
      const { testers } = programOf(call);
      for (const [wechatId, known] of testers) {
        if (wechatId === wechatid || known === userstr) {
          testers.delete(wechatId);
          countBinding(call.world, wechatId, -1);
          return ok();
        }
      }
      return refuse(userstr === undefined ? 85001 : 89034);
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/memberauth",
    methods: ["POST"],
    body: "required",
    handle(call) {
      demand(call.body.action === "get_experiencer", 85022);
      const { testers } = programOf(call, "peek");
      return ok({ members: [...testers.values()].map((userstr) => ({ userstr })) });
    },
  },
];

const bindings = new WeakMap<World, Map<string, number>>();

function boundTo(world: World, wechatId: string): number {
  return bindings.get(world)?.get(wechatId) ?? 0;
}

function countBinding(world: World, wechatId: string, change: number): void {
  const map = bindings.get(world) ?? new Map<string, number>();
  bindings.set(world, map);
  map.set(wechatId, (map.get(wechatId) ?? 0) + change);
}
