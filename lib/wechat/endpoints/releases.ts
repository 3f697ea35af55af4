import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { flagOrNull, idText, int, intOrZero, list, nothing, secondsToMs, text } from "./fields.ts";

const codeSet = [18];

/** Puts the approved version live. A repetition after success gives 85052. */
export const releaseCode = defineCall({
  name: "releaseCode",
  section: "F.1",
  summary: "Release the approved version",
  path: "/wxa/release",
  token: "account",
  permissionSets: codeSet,
  errcodes: [44002, 85019, 85020, 85052],
  repeatable: false,
  response: nothing,
  read: () => undefined,
});

/** Goes back to an earlier live version: the one before, or `appVersion` from getCodeHistory. */
export const revertCode = defineCall({
  name: "revertCode",
  section: "F.1",
  summary: "Roll back to an earlier version",
  method: "GET",
  path: "/wxa/revertcoderelease",
  token: "account",
  permissionSets: codeSet,
  errcodes: [40097, 87011, 87012],
  repeatable: false,
  query: (input: { appVersion?: string }) => ({ app_version: input.appVersion }),
  response: nothing,
  read: () => undefined,
});

const versions = list(z.object({ app_version: idText, user_version: text, user_desc: text, commit_time: secondsToMs }));

/** The versions one can go back to, at most 5. `committedAt` in ms. */
export const getCodeHistory = defineCall({
  name: "getCodeHistory",
  section: "F.1",
  summary: "List the versions one can roll back to",
  method: "GET",
  path: "/wxa/revertcoderelease",
  token: "account",
  permissionSets: codeSet,
  errcodes: [87011, 87012],
  repeatable: true,
  query: () => ({ action: "get_history_version" }),
  response: z.object({ version_list: versions, template_list: versions }),
  // Older pages of WeChat's call the list template_list.
  read: (answer) =>
    [...answer.version_list, ...answer.template_list].map((item) => ({
      appVersion: item.app_version,
      userVersion: item.user_version,
      userDesc: item.user_desc,
      committedAt: item.commit_time,
    })),
});

/** Starts a gray release, or raises its share. At 0 % one of the two groups must come first. */
export const startGrayRelease = defineCall({
  name: "startGrayRelease",
  section: "F.1",
  summary: "Release to a share of the users",
  path: "/wxa/grayrelease",
  token: "account",
  permissionSets: codeSet,
  errcodes: [85079, 85080, 85081, 85082, 86002],
  repeatable: false,
  request: z.object({
    gray_percentage: z.int().min(0).max(100),
    // WeChat's spelling.
    support_debuger_first: z.boolean().optional(),
    support_experiencer_first: z.boolean().optional(),
  }),
  write: (input: { percentage: number; debuggersFirst?: boolean; testersFirst?: boolean }) => ({
    gray_percentage: input.percentage,
    support_debuger_first: input.debuggersFirst,
    support_experiencer_first: input.testersFirst,
  }),
  response: nothing,
  read: () => undefined,
});

const grayStatuses = ["initial", "running", "paused", "done", "deleted"] as const;
export type GrayStatus = (typeof grayStatuses)[number];

/** A gray release in our words. `createdAt` in ms. */
export interface GrayRelease {
  status: GrayStatus;
  percentage: number;
  createdAt: number;
  debuggersFirst: boolean;
  testersFirst: boolean;
}

/** The gray release of the account, or null when there is none. */
export const getGrayRelease = defineCall({
  name: "getGrayRelease",
  section: "F.1",
  summary: "Read the gray release plan",
  method: "GET",
  path: "/wxa/getgrayreleaseplan",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({
    gray_release_plan: z
      .object({
        status: int,
        create_timestamp: secondsToMs,
        gray_percentage: intOrZero,
        support_debuger_first: flagOrNull,
        support_experiencer_first: flagOrNull,
      })
      .nullish(),
  }),
  read: ({ gray_release_plan: plan }): GrayRelease | null =>
    plan
      ? {
          status: grayStatuses[plan.status] ?? "initial",
          percentage: plan.gray_percentage,
          createdAt: plan.create_timestamp,
          debuggersFirst: plan.support_debuger_first ?? false,
          testersFirst: plan.support_experiencer_first ?? false,
        }
      : null,
});

/** Ends the gray release; everyone is back on the version before. */
export const stopGrayRelease = defineCall({
  name: "stopGrayRelease",
  section: "F.1",
  summary: "Cancel the gray release",
  method: "GET",
  path: "/wxa/revertgrayrelease",
  token: "account",
  permissionSets: codeSet,
  repeatable: false,
  response: nothing,
  read: () => undefined,
});
