import { seconds } from "../calendar.ts";
import { type Endpoint, ok } from "../call.ts";
import { demand } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import { DEVELOPMENT, programOf } from "./code.ts";
import { textField } from "./fields.ts";

/** Base library versions in use and their share of users, in percent. */
const IN_USE: readonly (readonly [string, number])[] = [
  ["3.8.5", 46.21],
  ["3.7.12", 27.43],
  ["3.6.6", 14.02],
  ["2.33.0", 8.1],
  ["2.32.3", 4.24],
];
const BANNED = [14, 16, 19];

/** Visit status, versions and the minimum base library (wire F.1). */
export const serviceStateEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/change_visitstatus",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const action = call.body.action;
      demand(action === "open" || action === "close", 85022);
      const { accountStatus } = profileAt(call.world.seed, call.account.index);
      demand(!BANNED.includes(accountStatus), 85021);
      programOf(call).visitOpen = action === "open";
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/getvisitstatus",
    methods: ["POST"],
    body: "required",
    handle: (call) => ok({ status: programOf(call, "peek").visitOpen ? 1 : 0 }),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/getversioninfo",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { committed, live } = programOf(call, "peek");
      const current = live.at(-1);
      return ok({
        ...(committed && {
          exp_info: {
            exp_time: seconds(committed.committedAt),
            exp_version: committed.userVersion,
            exp_desc: committed.userDesc,
          },
        }),
        ...(current && {
          release_info: {
            release_time: seconds(current.releasedAt),
            release_version: current.version.userVersion,
            release_desc: current.version.userDesc,
          },
        }),
      });
    },
  },
  {
    ...DEVELOPMENT,
    path: "/cgi-bin/wxopen/getweappsupportversion",
    methods: ["POST", "GET"],
    body: "required",
    handle: (call) =>
      ok({
        now_version: programOf(call, "peek").supportVersion,
        uv_info: { items: IN_USE.map(([version, percentage]) => ({ percentage, version })) },
      }),
  },
  {
    ...DEVELOPMENT,
    path: "/cgi-bin/wxopen/setweappsupportversion",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const version = textField(call.body, "version", 85015);
      demand(/^\d+\.\d+\.\d+$/.test(version), 89014);
      programOf(call).supportVersion = version;
      return ok();
    },
  },
];
