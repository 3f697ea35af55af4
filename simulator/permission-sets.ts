import type { AccountKind } from "./seed/profile.ts";
import table from "./tables/permission-sets.json" with { type: "json" };

export interface PermissionSet {
  readonly id: number;
  readonly kinds: readonly string[];
  readonly name_zh: string;
  readonly name_en: string;
  readonly allows_zh: string;
  readonly allows_en: string;
  /** Only one platform at a time may hold it. */
  readonly exclusive: boolean;
  readonly name_known: boolean;
}

const sets: ReadonlyMap<number, PermissionSet> = new Map((table as PermissionSet[]).map((set) => [set.id, set]));

/** The permission set with this id, if there is one. */
export function permissionSet(id: number): PermissionSet | undefined {
  return sets.get(id);
}

/** Whether an account of `kind` can grant this set at all. */
export function isSetOf(kind: AccountKind, id: number): boolean {
  return sets.get(id)?.kinds.includes(kind) ?? false;
}

/** What the simulated platforms ask merchants for, after 全网发布. */
export const PUBLISHED_SETS: readonly number[] = [
  ...[1, 2, 3, 4, 6, 7, 9, 11, 13, 15, 22, 23, 24, 26, 27, 33, 54, 66, 89],
  ...[18, 30, 25, 17, 19, 31, 37, 40, 45, 49, 52, 65, 76, 86, 88, 119, 142, 182],
];
