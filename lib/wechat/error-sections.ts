import source from "./data/error-codes.json" with { type: "json" };
import { endpoints } from "./endpoints/table.ts";

/** The codes that wechat-wire.md §I lists. */
const commonCodes = new Set([
  -1000, -1, 40001, 40013, 40014, 40029, 40125, 40163, 41001, 41002, 41004, 41018, 42001, 42007, 43001, 43002, 44002,
  45009, 45011, 47001, 48001, 48004, 48006, 50001, 50002, 61003, 61004, 61005, 61006, 61007, 61009, 61010, 61011, 61014,
  61015, 61016, 61017, 61023, 61028, 61030, 61039, 61040, 85009, 85012, 85019, 85020, 85023, 85052, 85058, 85064, 85065,
  85085, 85086, 86000, 86001, 86002, 87011, 87012, 87013, 89000, 89001, 89002, 89003, 89004, 89036, 89401, 89402, 89403,
  89404, 89405, 9400001, 9402202, 9402203,
]);

/** Where else than at a call's address a code appears. */
const otherPlaces: Record<string, string> = {
  // Any call with a token.
  "*": "0",
  callback: "A.2",
  notify_third_fasteregister: "C",
};

const sectionsByPath = new Map<string, Set<string>>();
const pathsByCode = new Map<number, Set<string>>();
for (const { path, section, errcodes } of endpoints) {
  entryOf(sectionsByPath, path).add(section);
  for (const code of errcodes) entryOf(pathsByCode, code).add(path);
}
for (const row of source.error_codes) for (const place of row.endpoints) entryOf(pathsByCode, row.code).add(place);

/** The places that answer with a code: path templates, `*` for any call, `callback`, an event. Sorted. */
export function placesOf(code: number): string[] {
  return [...(pathsByCode.get(code) ?? [])].sort();
}

/** The sections of wechat-wire.md that document a code. Empty for codes that only SDKs list. Sorted. */
export function sectionsOf(code: number): string[] {
  const found = new Set(commonCodes.has(code) ? ["I"] : []);
  for (const place of pathsByCode.get(code) ?? []) {
    const other = otherPlaces[place];
    if (other !== undefined) found.add(other);
    for (const section of sectionsByPath.get(place.split("?")[0] ?? "") ?? []) found.add(section);
  }
  return [...found].sort();
}

function entryOf<Key, Value>(map: Map<Key, Set<Value>>, key: Key): Set<Value> {
  const found = map.get(key) ?? new Set<Value>();
  map.set(key, found);
  return found;
}
