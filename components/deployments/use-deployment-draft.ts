"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { useChosenAccounts } from "./use-chosen-accounts.ts";
import { goals } from "./words.ts";

const address = {
  template: parseAsString,
  platform: parseAsString,
  goal: parseAsStringLiteral(goals).withDefault("review"),
};

interface Texts {
  extJson: string;
  /** Null while it is the template's own. */
  version: string | null;
  description: string | null;
  versionDescription: string;
  /** `firstId-secondId-thirdId`; "" for each account's own. */
  category: string;
  privacyApiNotUse: boolean;
}

const firstTexts: Texts = {
  extJson: "{\n  \n}",
  version: null,
  description: null,
  versionDescription: "",
  category: "",
  privacyApiNotUse: false,
};

/** The deployment that is being made: what is chosen stands in the address, what is typed on the page. */
export function useDeploymentDraft(platformIds: readonly string[]) {
  const [chosen, choose] = useQueryStates(address, { history: "replace" });
  const [texts, setTexts] = useState(firstTexts);
  const accounts = useChosenAccounts();
  const platform = platformIds.find((id) => id === chosen.platform) ?? platformIds[0] ?? "";
  return {
    platform,
    templateId: chosen.template,
    goal: chosen.goal,
    accounts,
    texts,
    setText: (values: Partial<Texts>) => setTexts((before) => ({ ...before, ...values })),
    choose: (values: Parameters<typeof choose>[0]) => void choose(values),
  };
}

export type DeploymentDraft = ReturnType<typeof useDeploymentDraft>;
