"use client";

import { useMutation } from "@tanstack/react-query";
import { client } from "#components/shell/api.ts";
import { mostAccounts } from "./account-address.ts";
import type { ChosenAccounts } from "./use-chosen-accounts.ts";

type Filter = Omit<Parameters<typeof client.accounts.list>[0], "cursor" | "limit" | "direction" | "sort" | "order">;

/** Chooses every account that matches, page by page, up to as many as a deployment may have. */
export function useAddMatching(filter: Filter, accounts: ChosenAccounts) {
  return useMutation({
    mutationFn: async () => {
      const room = mostAccounts - accounts.ids.length;
      const known = new Set(accounts.ids);
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.accounts.list({
          ...filter,
          limit: 100,
          direction: "next",
          sort: "name",
          order: "asc",
          ...(cursor ? { cursor } : {}),
        });
        found.push(...page.items.map((row) => row.appId).filter((appId) => !known.has(appId)));
        cursor = page.nextCursor ?? undefined;
      } while (cursor && found.length < room);
      return found;
    },
    onSuccess: (found) => accounts.add(found),
  });
}
