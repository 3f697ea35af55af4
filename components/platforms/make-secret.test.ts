import { expect, it } from "vitest";
import { makeSecret } from "./make-secret.ts";

it("a made secret has the asked length, only letters and digits, and never comes twice", () => {
  const made = Array.from({ length: 200 }, () => makeSecret(43));
  for (const secret of made) expect(secret).toMatch(/^[0-9a-zA-Z]{43}$/);
  expect(new Set(made).size).toBe(200);
});
