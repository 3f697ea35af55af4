"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "#components/shell/api.ts";
import { useMay } from "#components/shell/me.tsx";
import { useProblem } from "#components/ui/problem.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Draft } from "#lib/templates/contract.ts";
import type { TemplateFilters } from "./use-template-filters.ts";

/** Puts a draft into the library, then offers to deploy it. */
export function useAddTemplate(filters: TemplateFilters) {
  const t = useTranslations("templates");
  const problemOf = useProblem();
  const cache = useQueryClient();
  const router = useRouter();
  const mayDeploy = useMay("deployments.create");
  const mutation = useMutation(
    api.templates.add.mutationOptions({
      onSuccess: async ({ items }) => {
        await cache.invalidateQueries({ queryKey: api.templates.key() });
        const [added] = items;
        if (!added || !mayDeploy) return toast.done(t("add.done", { version: added?.version ?? "" }));
        const query = new URLSearchParams({ template: added.templateId });
        if (filters.platform) query.set("platform", filters.platform);
        toast.done(t("add.done", { version: added.version }), {
          label: t("deploy"),
          onPress: () => router.push(`/deployments/new?${query}`),
        });
      },
      onError: (error) => {
        const problem = problemOf(error);
        const codes = [problem.errcode, problem.rid].filter(Boolean).join(" ");
        toast.failed(problem.message, [problem.next, codes].filter(Boolean).join(" ") || undefined);
      },
    }),
  );
  return {
    isPending: mutation.isPending,
    variables: mutation.variables,
    start: (draft: Draft) => mutation.mutate({ ...filters.input, draftId: draft.draftId }),
  };
}
