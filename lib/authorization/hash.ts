import { createHash } from "node:crypto";

/** SHA-256, hex: what is stored of states and codes, to match them without keeping them. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
