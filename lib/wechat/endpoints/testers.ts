import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { list, nothing, text } from "./fields.ts";

const codeSet = [18];

/** Adds a tester. Keep `userId`: WeChat never tells again which WeChat id it belongs to. */
export const bindTester = defineCall({
  name: "bindTester",
  section: "G.2",
  summary: "Add a tester",
  path: "/wxa/bind_tester",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85001, 85002, 85003, 85004, 89031, 89032, 89033],
  repeatable: false,
  request: z.object({ wechatid: z.string() }),
  write: (input: { wechatId: string }) => ({ wechatid: input.wechatId }),
  response: z.object({ userstr: text }),
  read: (answer) => ({ userId: answer.userstr }),
});

/** Removes a tester, named by WeChat id or by the `userId` of bindTester. */
export const unbindTester = defineCall({
  name: "unbindTester",
  section: "G.2",
  summary: "Remove a tester",
  path: "/wxa/unbind_tester",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85001, 89033, 89034],
  repeatable: true,
  request: z.object({ wechatid: z.string().optional(), userstr: z.string().optional() }),
  write: (input: { wechatId: string; userId?: undefined } | { userId: string; wechatId?: undefined }) => ({
    wechatid: input.wechatId,
    userstr: input.userId,
  }),
  response: nothing,
  read: () => undefined,
});

/** The testers, by the ids that bindTester gave. */
export const listTesters = defineCall({
  name: "listTesters",
  section: "G.2",
  summary: "List testers",
  path: "/wxa/memberauth",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  request: z.object({ action: z.literal("get_experiencer") }),
  write: () => ({ action: "get_experiencer" as const }),
  response: z.object({ members: list(z.object({ userstr: text })) }),
  read: (answer) => answer.members.map((member) => ({ userId: member.userstr })),
});
