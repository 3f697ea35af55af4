// Accounts: the list with many of them, first and 2,000th page, search, counts. In process, on a real file.
// Usage: node bench/accounts.ts [--accounts 100000] [--rounds 300]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqlite } from "#db/sqlite.ts";
import { systemClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { accountFilter } from "../lib/accounts/contract.ts";
import { countAccounts } from "../lib/accounts/count-accounts.ts";
import { listAccounts } from "../lib/accounts/list-accounts.ts";
import { plantAccounts } from "../lib/accounts/testing.ts";
import { openTestServices } from "../lib/tokens/testing.ts";

const flag = (name: string, absent: number) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? absent : Number(process.argv[place + 1]);
};
const count = flag("accounts", 100_000);
const rounds = flag("rounds", 300);
const dataDir = mkdtempSync(join(tmpdir(), "hufu-bench-"));
const store = await openSqlite(join(dataDir, "hufu.db"), "db/migrations/sqlite");
const services = await openTestServices({ dialect: "sqlite", apiUrl: "http://127.0.0.1:9", clock: systemClock, store });
const ctx = systemContext(services, "bench");

// A seeded generator: the same accounts every time.
let seed = 7;
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
const characters = [
  ..."奶雪茶青禾书店山咖啡云栖零售餐饮杭州上海北京广深圳成都武汉南京苏宁波厦门福建浙江四川湖北安徽一二三四五六七八九十百千万金木水火土日月星辰春夏秋冬东西中大小新老好美天地人和平",
];
const word = (length: number) => Array.from({ length }, () => pick(characters)).join("");

const startedMs = performance.now();
const planted = Array.from({ length: count }, (_, at) => ({
  appId: `wx${Math.floor(random() * 2 ** 31)
    .toString(16)
    .padStart(8, "0")}${at.toString(16).padStart(8, "0")}`,
  componentAppId: "wx00000000000000c0",
  name: `${word(3 + Math.floor(random() * 4))}${pick(["旗舰店", "点餐", "会员", "商城", ""])}`,
  principal: `${word(4)}有限公司`,
  kind: pick(["mini_program", "mini_program", "mini_program", "service_account", "subscription_account"] as const),
  permissionSetIds: random() < 0.1 ? [18, 30, 3] : [18, 25, 30, 24, 3],
  authorizedAt: Date.now() - Math.floor(random() * 400 * 86_400_000),
}));
await plantAccounts(services, planted, 500);
console.log(`${count} accounts stored in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);

const input = (more: object = {}) => ({ ...accountFilter.parse(more), direction: "next" as const, limit: 50 });
type Input = Parameters<typeof listAccounts>[1];

async function cursorOfPage(page: number, filter: object): Promise<string> {
  let cursor: string | null = null;
  for (let at = 1; at < page; at += 1) {
    const found = await listAccounts(ctx, { ...input(filter), limit: 100, ...(cursor ? { cursor } : {}) } as Input);
    if (found.nextCursor === null) break;
    cursor = found.nextCursor;
    // Pages of 50 are walked two at a time.
    at += 1;
  }
  return cursor ?? "";
}

async function time(name: string, inputs: (() => Input)[]): Promise<number[]> {
  const times: number[][] = inputs.map(() => []);
  const cpuUs: number[] = inputs.map(() => 0);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, make] of inputs.entries()) {
      const given = make();
      const beganMs = performance.now();
      const before = process.cpuUsage();
      await listAccounts(ctx, given);
      times[at]?.push(performance.now() - beganMs);
      const { user, system } = process.cpuUsage(before);
      cpuUs[at] = (cpuUs[at] ?? 0) + user + system;
    }
  return times.map((list, at) => {
    list.sort((a, b) => a - b);
    const of = (part: number) => list[Math.floor((list.length - 1) * part)] ?? 0;
    console.log(
      `${name} ${at === 0 ? "first page " : "later page"}: p50 ${of(0.5).toFixed(2)} ms, p99 ${of(0.99).toFixed(2)} ms`,
    );
    // What others do on the machine moves the clock, but hardly the processor time.
    return (cpuUs[at] ?? 0) / rounds;
  });
}

for (const [name, filter, page] of [
  ["all, by time", {}, 2_000],
  ["all, by name", { sort: "name", order: "asc" }, 2_000],
  ["one kind", { kind: "service_account" }, 380],
  ["missing a set", { missingSet: 0 }, 190],
  ["two filters", { kind: "mini_program", binding: "unknown" }, 1_000],
] as const) {
  const cursor = await cursorOfPage(page, filter);
  const [first = 1, later = 1] = await time(name, [() => input(filter), () => ({ ...input(filter), cursor }) as Input]);
  console.log(`  processor time, page ${page} to page 1: ${(later / first).toFixed(2)}`);
}
await time("search, one or two characters,", [() => input({ search: word(2) })]);
await time("search, three characters,", [() => input({ search: word(3) })]);
await time("search, common word,", [() => input({ search: "有限公司" })]);
await time("search, AppID's beginning,", [() => input({ search: pick(planted).appId.slice(0, 9) })]);
const countMs: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const beganMs = performance.now();
  await countAccounts(ctx);
  countMs.push(performance.now() - beganMs);
}
countMs.sort((a, b) => a - b);
console.log(
  `all counts of the tabs: p50 ${(countMs[Math.floor(rounds / 2)] ?? 0).toFixed(2)} ms, p99 ${(countMs[Math.floor(rounds * 0.99)] ?? 0).toFixed(2)} ms`,
);
await store.close();
rmSync(dataDir, { recursive: true, force: true });
