import { type Endpoint, ok } from "../call.ts";
import { demand } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { numberField } from "./fields.ts";

const BANNED = [14, 16, 18, 19];

/** Whether users can find the Mini Program by search (wire G.4): 0 yes, 1 no. */
export const searchStatusEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/getwxasearchstatus",
    methods: ["GET"],
    handle: (call) => ok({ status: programOf(call, "peek").searchable ? 0 : 1 }),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/changewxasearchstatus",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const status = numberField(call.body, "status", 85084);
      demand(status === 0 || status === 1, 85084);
      const { accountStatus } = profileAt(call.world.seed, call.account.index);
      demand(!BANNED.includes(accountStatus), 85083);
      programOf(call).searchable = status === 0;
      return ok();
    },
  },
];
