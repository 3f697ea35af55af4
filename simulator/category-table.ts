import table from "./tables/categories.json" with { type: "json" };

export interface CategoryRow {
  readonly first_id: number;
  readonly first_class: string;
  readonly second_id: number;
  readonly second_class: string;
  readonly needs_certificate: boolean;
  readonly certificate_names: readonly string[];
}

export const CATEGORIES: readonly CategoryRow[] = table;

/** The row of a second-level category. */
export function categoryRow(first: number, second: number): CategoryRow | undefined {
  return CATEGORIES.find((row) => row.first_id === first && row.second_id === second);
}

/** `{first, second}` by name, as MiniProgramInfo has them. */
export function categoryNames(first: number, second: number): { first: string; second: string } {
  const row = categoryRow(first, second);
  return {
    first: row?.first_class ?? String(first),
    second: row?.second_class ?? String(second),
  };
}
