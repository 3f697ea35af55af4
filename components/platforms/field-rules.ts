"use client";

import { useTranslations } from "next-intl";
import { aesKeyShape, appSecretShape, tokenShape } from "./shapes.ts";

const nameMax = 60;

/** Rules of a platform's name, with their messages. */
export function useNameRules() {
  const t = useTranslations("platforms.fields");
  return {
    validate: (value: string) => value.trim() !== "" || t("nameMissing"),
    maxLength: { value: nameMax, message: t("nameLong", { max: nameMax }) },
  };
}

/** What is wrong with a secret, or true. Space around a pasted one does not count. `optional`: empty is right. */
export function useSecretRules({ optional = false }: { optional?: boolean } = {}) {
  const t = useTranslations("platforms.fields");
  const rule = (shape: RegExp, message: string) => (value: string) =>
    (optional && value.trim() === "") || shape.test(value.trim()) || message;
  return {
    appSecret: rule(appSecretShape, t("appSecretWrong")),
    token: rule(tokenShape, t("tokenWrong")),
    encodingAesKey: rule(aesKeyShape, t("encodingAesKeyWrong")),
  };
}
