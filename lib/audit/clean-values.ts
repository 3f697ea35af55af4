const secretKey =
  /(^|_)(token|tokens|secret|secrets|password|ticket|cookie|aes_?key|private_key|session_key|auth_code|authorization_code|pre_auth_code)$/;
const longest = 500;
const deepest = 6;

function snake(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}

/**
 * Makes values fit for the log: strings clipped to 500 characters, no control characters.
 * @throws Error when a key looks like a secret's: better no change at all than a secret kept for ever.
 */
export function cleanValues(value: Record<string, unknown>): Record<string, unknown> {
  return cleanAny(value, 0) as Record<string, unknown>;
}

/** Text as both databases store it: PostgreSQL refuses NUL, and nobody reads control characters. */
export function cleanText(text: string, max = longest): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.slice(0, max).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

function cleanAny(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value).toWellFormed();
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "boolean" || value === null || value === undefined) return value;
  if (depth >= deepest) throw new Error("Audit values are nested too deep");
  if (Array.isArray(value)) return value.slice(0, 200).map((item) => cleanAny(item, depth + 1));
  if (typeof value !== "object") throw new Error(`Audit values must be JSON, not ${typeof value}`);
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (secretKey.test(snake(key))) throw new Error(`Audit values must not hold a secret: ${key}`);
    out[key] = cleanAny(item, depth + 1);
  }
  return out;
}
