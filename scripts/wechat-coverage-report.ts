import * as z from "zod";
import { type Endpoint, explainErrcode } from "#lib/wechat/index.ts";

/** What `GET /_sim/coverage` answers: which errcodes each address has served, and how often. */
export const coverageAnswer = z.object({
  endpoints: z.array(z.object({ path: z.string(), served: z.record(z.string(), z.number()) })),
});
export type CoverageAnswer = z.infer<typeof coverageAnswer>;

/** One address of the table: its documented errcodes by whether the simulator has served them. */
export interface CoverageRow {
  path: string;
  section: string;
  /** Successful answers (errcode 0). */
  succeeded: number;
  served: { errcode: number; times: number }[];
  never: number[];
  /** Served though the table does not name them: common codes (48001, 41001 …), or gaps in the table. */
  unnamed: { errcode: number; times: number; common: boolean }[];
  /** False when the simulator does not know the address. */
  known: boolean;
}

/** Compares the table of endpoints with what a simulator has served. Calls that share an address share a row. Pure. */
export function compareCoverage(table: readonly Endpoint[], answer: CoverageAnswer): CoverageRow[] {
  const byPath = new Map(answer.endpoints.map((each) => [each.path, each.served]));
  return [...Map.groupBy(table, (endpoint) => endpoint.path)].map(([path, calls]) => {
    const counts = new Map(Object.entries(byPath.get(path) ?? {}).map(([code, times]) => [Number(code), times]));
    const named = [...new Set(calls.flatMap((call) => call.errcodes))].sort((a, b) => a - b);
    const served = named.flatMap((errcode) => {
      const times = counts.get(errcode);
      return times === undefined ? [] : [{ errcode, times }];
    });
    const unnamed = [...counts]
      .filter(([errcode]) => errcode !== 0 && !named.includes(errcode))
      .map(([errcode, times]) => ({ errcode, times, common: explainErrcode(errcode).endpoints.includes("*") }));
    return {
      path,
      section: calls[0]?.section ?? "",
      succeeded: counts.get(0) ?? 0,
      served,
      never: named.filter((errcode) => !counts.has(errcode)),
      unnamed,
      known: byPath.has(path),
    };
  });
}

/** The comparison for people: a line of totals, then a paragraph per address. Pure. */
export function renderCoverage(rows: readonly CoverageRow[]): string {
  const served = rows.reduce((sum, row) => sum + row.served.length, 0);
  const never = rows.reduce((sum, row) => sum + row.never.length, 0);
  const answered = rows.filter((row) => row.succeeded > 0).length;
  const totals = `${rows.length} addresses, ${answered} answered with success; ${served} of ${served + never} documented errcodes served.`;
  return `${[totals, ...rows.toSorted(byPlace).map(renderRow)].join("\n\n")}\n`;
}

const byPlace = (a: CoverageRow, b: CoverageRow) => a.section.localeCompare(b.section) || a.path.localeCompare(b.path);

function renderRow(row: CoverageRow): string {
  const counted = (items: readonly { errcode: number; times: number }[]) =>
    items.map(({ errcode, times }) => `${errcode} (${times})`).join(", ");
  const lines = [`${row.path}  §${row.section}`];
  if (!row.known) return `${lines[0]}\n  the simulator does not know this address`;
  lines.push(`  success: ${row.succeeded}`);
  if (row.served.length > 0) lines.push(`  served:  ${counted(row.served)}`);
  if (row.never.length > 0) lines.push(`  never:   ${row.never.join(", ")}`);
  const common = row.unnamed.filter((each) => each.common);
  const gaps = row.unnamed.filter((each) => !each.common);
  if (common.length > 0) lines.push(`  common:  ${counted(common)}`);
  if (gaps.length > 0) lines.push(`  not in the table: ${counted(gaps)}`);
  return lines.join("\n");
}
