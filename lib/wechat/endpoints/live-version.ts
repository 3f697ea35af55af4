import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { int, list, nothing, part, secondsToMs, text } from "./fields.ts";

const codeSet = [18];

/** Opens or closes the live Mini Program to visitors. */
export const setVisitStatus = defineCall({
  name: "setVisitStatus",
  section: "F.1",
  summary: "Open or close the Mini Program to visitors",
  path: "/wxa/change_visitstatus",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85021, 85022],
  repeatable: true,
  request: z.object({ action: z.enum(["open", "close"]) }),
  write: (input: { open: boolean }) => ({ action: input.open ? ("open" as const) : ("close" as const) }),
  response: nothing,
  read: () => undefined,
});

/** Whether the live Mini Program serves visitors. */
export const getVisitStatus = defineCall({
  name: "getVisitStatus",
  section: "F.1",
  summary: "Ask whether the Mini Program serves visitors",
  path: "/wxa/getvisitstatus",
  token: "account",
  permissionSets: codeSet,
  errcodes: [44002],
  repeatable: true,
  response: z.object({ status: int }),
  read: (answer) => ({ open: answer.status === 1 }),
});

/** One version as WeChat shows it; `at` in ms. */
export interface CodeVersion {
  at: number;
  version: string;
  desc: string;
}

/** The trial and the live version; null when there is none. */
export const getVersionInfo = defineCall({
  name: "getVersionInfo",
  section: "F.1",
  summary: "Read the trial and the live version",
  path: "/wxa/getversioninfo",
  token: "account",
  permissionSets: codeSet,
  errcodes: [44002],
  repeatable: true,
  response: z.object({
    exp_info: part({ exp_time: secondsToMs, exp_version: text, exp_desc: text }),
    release_info: part({ release_time: secondsToMs, release_version: text, release_desc: text }),
  }),
  read: ({ exp_info: trial, release_info: live }): { trial: CodeVersion | null; live: CodeVersion | null } => ({
    trial: trial?.exp_time ? { at: trial.exp_time, version: trial.exp_version, desc: trial.exp_desc } : null,
    live: live?.release_time ? { at: live.release_time, version: live.release_version, desc: live.release_desc } : null,
  }),
});

/** The minimum base library version in force and how users are spread over versions (percent). */
export const getSupportVersion = defineCall({
  name: "getSupportVersion",
  section: "F.1",
  summary: "Read the minimum base library version",
  path: "/cgi-bin/wxopen/getweappsupportversion",
  token: "account",
  permissionSets: codeSet,
  errcodes: [44002],
  repeatable: true,
  response: z.object({
    now_version: text,
    uv_info: part({ items: list(z.object({ percentage: z.coerce.number(), version: text })) }),
  }),
  read: (answer) => ({ version: answer.now_version, users: answer.uv_info?.items ?? [] }),
});

/** Sets the minimum base library version. */
export const setSupportVersion = defineCall({
  name: "setSupportVersion",
  section: "F.1",
  summary: "Set the minimum base library version",
  path: "/cgi-bin/wxopen/setweappsupportversion",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85015, 89014],
  repeatable: true,
  request: z.object({ version: z.string() }),
  write: (input: { version: string }) => ({ version: input.version }),
  response: nothing,
  read: () => undefined,
});
