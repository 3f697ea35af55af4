import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { flag, nothing } from "./fields.ts";

const manageSets = [24, 25];
const readSets = [3, 30];
const openAppIdAnswer = z.object({ open_appid: z.string().min(1) });
const bindingRequest = z.object({ open_appid: z.string(), appid: z.string().optional() });
const bindingBody = (input: { openAppId: string; appId?: string }) => ({
  open_appid: input.openAppId,
  appid: input.appId,
});

/** Creates an open account and binds the account to it. Not repeatable: it makes one each time. */
export const createOpenAccount = defineCall({
  name: "createOpenAccount",
  section: "D",
  summary: "Create an open account and bind the account to it",
  path: "/cgi-bin/open/create",
  token: "account",
  permissionSets: manageSets,
  errcodes: [40013, 89000, 89001],
  repeatable: false,
  request: z.object({ appid: z.string().optional() }),
  write: (input: { appId?: string }) => ({ appid: input.appId }),
  response: openAppIdAnswer,
  read: (answer) => ({ openAppId: answer.open_appid }),
});

/** Binds the account to an open account. A repetition after success gives 89000, never a second binding. */
export const bindOpenAccount = defineCall({
  name: "bindOpenAccount",
  section: "D",
  summary: "Bind the account to an open account",
  path: "/cgi-bin/open/bind",
  token: "account",
  permissionSets: manageSets,
  errcodes: [40013, 89000, 89001, 89003, 89004, 89036],
  repeatable: false,
  request: bindingRequest,
  write: bindingBody,
  response: nothing,
  read: () => undefined,
});

/** Takes the account off its open account. */
export const unbindOpenAccount = defineCall({
  name: "unbindOpenAccount",
  section: "D",
  summary: "Unbind the account from its open account",
  path: "/cgi-bin/open/unbind",
  token: "account",
  permissionSets: manageSets,
  errcodes: [40013, 89001, 89002, 89003, 89004],
  repeatable: false,
  request: bindingRequest,
  write: bindingBody,
  response: nothing,
  read: () => undefined,
});

/** The open account that the account is bound to; errcode 89002 means none. */
export const getOpenAccount = defineCall({
  name: "getOpenAccount",
  section: "D",
  summary: "Read the account's open account",
  path: "/cgi-bin/open/get",
  token: "account",
  permissionSets: manageSets,
  errcodes: [40013, 89002],
  repeatable: true,
  request: z.object({ appid: z.string().optional() }),
  write: (input: { appId?: string }) => ({ appid: input.appId }),
  response: openAppIdAnswer,
  read: (answer) => ({ openAppId: answer.open_appid }),
});

/** Whether the account is bound to any open account; needs only set 3 or 30. */
export const haveOpenAccount = defineCall({
  name: "haveOpenAccount",
  section: "D",
  summary: "Ask whether the account is bound to an open account",
  method: "GET",
  path: "/cgi-bin/open/have",
  token: "account",
  permissionSets: readSets,
  repeatable: true,
  response: z.object({ have_open: flag }),
  read: (answer) => ({ haveOpen: answer.have_open }),
});

/** Whether the account and the platform belong to the same entity 同主体. */
export const checkSameEntity = defineCall({
  name: "checkSameEntity",
  section: "D",
  summary: "Ask whether account and platform have the same principal",
  method: "GET",
  path: "/cgi-bin/open/sameentity",
  token: "account",
  permissionSets: readSets,
  repeatable: true,
  response: z.object({ same_entity: flag }),
  read: (answer) => ({ sameEntity: answer.same_entity }),
});
