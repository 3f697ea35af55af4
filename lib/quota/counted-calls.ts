import { endpoints } from "#lib/wechat/index.ts";

/**
 * The calls whose daily counters belong to the platform: those made with the component token, one line an
 * address. `/sns/` has no counter to ask for (76022, wechat-wire.md §G.5).
 */
export const countedCalls: readonly { name: string; path: string }[] = [
  ...new Map(
    endpoints
      .filter(({ token, path }) => token === "component" && !path.startsWith("/sns/"))
      .map(({ name, path }) => [path, { name, path }] as const)
      .reverse(),
  ).values(),
].reverse();
