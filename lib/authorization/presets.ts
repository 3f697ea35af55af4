import type * as z from "zod";
import type { permissionPreset } from "./contract.ts";

export type PermissionPreset = z.output<typeof permissionPreset>;

/** Named lists of permission sets (wechat-wire.md §B.4), offered when an invitation is made. */
export const presets: readonly PermissionPreset[] = [
  {
    id: "mp-release",
    name: { zh: "小程序：开发与发布", en: "Mini Program: develop and release" },
    accountKind: "mini_program",
    permissionSetIds: [17, 18, 25, 30],
  },
  {
    id: "mp-full",
    name: { zh: "小程序：完整代运营", en: "Mini Program: full service" },
    accountKind: "mini_program",
    permissionSetIds: [17, 18, 19, 25, 30, 31, 37, 40, 52, 76, 88],
  },
  {
    id: "oa-identity",
    name: { zh: "公众号：账号与 UnionID", en: "Official Account: account and UnionID" },
    accountKind: "official_account",
    permissionSetIds: [3, 24],
  },
  {
    id: "oa-operate",
    name: { zh: "公众号：日常运营", en: "Official Account: daily operation" },
    accountKind: "official_account",
    permissionSetIds: [1, 2, 3, 4, 7, 11, 15, 24, 33, 89],
  },
  {
    id: "both-essentials",
    name: { zh: "基础能力：发布与 UnionID", en: "Essentials: release and UnionID" },
    accountKind: "both",
    permissionSetIds: [3, 24, 17, 18, 25, 30],
  },
];

export function findPreset(id: string): PermissionPreset | null {
  return presets.find((preset) => preset.id === id) ?? null;
}
