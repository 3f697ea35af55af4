type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown;
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/**
 * Parses WeChat's JSON. Whole numbers beyond 2^53 become text with all their digits. A BOM, raw control
 * characters inside strings (nicknames hold them) and text after the value are tolerated. @throws SyntaxError
 */
export function parseWireJson(body: string): unknown {
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body;
  try {
    return parseWithSource(text, keepDigits);
  } catch {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    const printable = text.replace(/[\u0000-\u001f]/g, " ");
    return parseWithSource(printable.slice(0, endOfValue(printable)), keepDigits);
  }
}

/** Where the first object or list ends; the end of the text when it does not. Linear in the text. */
function endOfValue(text: string): number {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (inText && letter === "\\") at += 1;
    else if (letter === '"') inText = !inText;
    else if (inText) continue;
    else if (letter === "{" || letter === "[") depth += 1;
    else if (letter === "}" || letter === "]") depth -= 1;
    if (depth === 0 && (letter === "}" || letter === "]")) return at + 1;
  }
  return text.length;
}

const keepDigits: Reviver = function keepDigits(key, value, context) {
  if (key === "__proto__") return undefined;
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return context.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
};

/** An id we keep as text, as the bare number WeChat expects, whatever its size. Other text stays text. */
export function wireId(id: string): unknown {
  return /^(0|[1-9]\d{0,19})$/.test(id) ? rawJSON(id) : id;
}

/** Writes JSON as raw UTF-8: escapes would be stored as mojibake by some calls (wechat-wire.md §0). */
export function writeWireJson(body: unknown): string {
  return JSON.stringify(body, (_key, value) => (typeof value === "string" ? value.toWellFormed() : value));
}
