import type { Json } from "./call.ts";
import type { CategoryRow } from "./category-table.ts";

/** First- and second-level entries in one flat list, as getallcategories has them. */
export function categoryTree(rows: readonly CategoryRow[]): Json[] {
  const firsts = new Map(rows.map((row) => [row.first_id, row.first_class]));
  const seconds = (first: number) => rows.filter((row) => row.first_id === first);
  const root = {
    id: 0,
    name: "root",
    level: 0,
    father: 0,
    children: [...firsts.keys()],
    sensitive_type: 0,
  };
  return [
    root,
    ...[...firsts].map(([id, name]) => ({
      id,
      name,
      level: 1,
      father: 0,
      children: seconds(id).map((row) => row.second_id),
      sensitive_type: 0,
    })),
    ...rows.map((row) => ({
      id: row.second_id,
      name: row.second_class,
      level: 2,
      father: row.first_id,
      children: [],
      sensitive_type: row.needs_certificate ? 1 : 0,
      qualify: {
        exter_list: row.needs_certificate
          ? [{ inner_list: row.certificate_names.map((name) => ({ name, url: "" })) }]
          : [],
        remark: "",
      },
    })),
  ];
}
