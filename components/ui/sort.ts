export interface Sort<Key extends string = string> {
  by: Key;
  order: "asc" | "desc";
}

/** Parses `-name` (descending) or `name`; null for a key not in the list. */
export function readSort<Key extends string>(text: string | null, keys: readonly Key[]): Sort<Key> | null {
  if (!text) return null;
  const order = text.startsWith("-") ? "desc" : "asc";
  const by = keys.find((key) => key === text.replace(/^-/, ""));
  return by ? { by, order } : null;
}

export function writeSort(sort: Sort): string {
  return sort.order === "desc" ? `-${sort.by}` : sort.by;
}
