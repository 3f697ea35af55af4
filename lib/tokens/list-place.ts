/** How far a reading of api_get_authorizer_list has come. */
export interface ListPlace {
  /** First position that has not been read. */
  offset: number;
  /** total_count of the last page; 0 before the first. */
  total: number;
}

/**
 * Where to go on after a page of `count` lines was read at `place`. When the total has fallen since the page
 * before, accounts have left the list and those behind them moved up: as many lines are read again, so that
 * nobody slips through between two pages. `cut_short`: a page without lines in front of the end.
 */
export function nextListPlace(
  place: ListPlace,
  page: { count: number; total: number },
): ListPlace & { state: "more" | "ended" | "cut_short" } {
  const { total } = page;
  const gone = place.total - total;
  if (gone > 0 && place.offset > 0) return { offset: Math.max(0, place.offset - gone), total, state: "more" };
  const offset = place.offset + page.count;
  if (offset >= total) return { offset, total, state: "ended" };
  return { offset, total, state: page.count === 0 ? "cut_short" : "more" };
}
