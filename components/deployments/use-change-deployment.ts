"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, client } from "#components/shell/api.ts";
import type { AskAction } from "./use-deployment-address.ts";

type Verb = AskAction | "pause" | "resume";

interface Change {
  id: string;
  verb: Verb;
  /** The chosen targets; none for all whose state allows it. */
  targetIds?: string[];
}

/** One decision of a person about a deployment or some of its targets. */
export function useChangeDeployment() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, verb, targetIds }: Change) => {
      const chosen = { id, ...(targetIds ? { targetIds } : {}) };
      const { deployments } = client;
      if (verb === "pause") return deployments.pause({ id });
      if (verb === "resume") return deployments.resume({ id });
      if (verb === "cancel") return deployments.cancel({ id });
      if (verb === "roll_back") return deployments.rollBack(chosen);
      return deployments[verb](chosen);
    },
    onSuccess: async (fresh) => {
      cache.setQueryData(api.deployments.get.queryKey({ input: { id: fresh.id } }), fresh);
      void cache.invalidateQueries({ queryKey: api.deployments.list.key() });
      void cache.invalidateQueries({ queryKey: api.overview.key() });
      await cache.invalidateQueries({ queryKey: api.deployments.targets.key() });
    },
    onError: () => {
      // A refusal often means that the page was behind.
      void cache.invalidateQueries({ queryKey: api.deployments.key() });
    },
  });
}
