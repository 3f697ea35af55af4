import type { AccountKind, PermissionSet } from "./contract.ts";
import source from "./data/permission-sets.json" with { type: "json" };

const byId = new Map<number, PermissionSet>(
  source.permission_sets.map((row) => [
    row.id,
    {
      id: row.id,
      kind: (row.kinds[0] as AccountKind | undefined) ?? null,
      name: { zh: row.name_zh, en: row.name_en },
      description: { zh: row.allows_zh, en: row.allows_en },
      prevents: { zh: `缺少时无法：${row.allows_zh}`, en: `Without it, not possible: ${row.allows_en}` },
      exclusive: row.exclusive,
      known: !("name_known" in row && row.name_known === false),
    },
  ]),
);

/** All permission sets we know of, by id. */
export const knownPermissionSets: readonly PermissionSet[] = [...byId.values()].sort((a, b) => a.id - b.id);

/** One permission set in both languages. An unknown id still gets readable words. */
export function permissionSet(id: number): PermissionSet {
  return (
    byId.get(id) ?? {
      id,
      kind: null,
      name: { zh: `权限集 ${id}`, en: `Permission set ${id}` },
      description: { zh: "微信尚未公开这个权限集的说明。", en: "WeChat has not published what this set allows." },
      prevents: { zh: "影响未知。", en: "What it prevents is unknown." },
      exclusive: false,
      known: false,
    }
  );
}
