/** Which fault it is, for words in the reader's language. */
export type JsonFaultKind =
  | "text_expected"
  | "quote_missing"
  | "control_character"
  | "escape_unknown"
  | "colon_expected"
  | "separator_expected"
  | "trailing_comma"
  | "too_deep"
  | "number_bad"
  | "value_expected"
  | "nothing_may_follow";

export interface JsonFault {
  kind: JsonFaultKind;
  /** In English, for API users. */
  message: string;
  /** Index into the text of the character at fault; its length when the text ends too early. */
  position: number;
}

const deepest = 100;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z]+/y;

/**
 * The first fault in JSON text, with its place; null when there is none. JSON.parse names a position only
 * in some of its messages, and never for text that ends too early.
 */
export function findJsonFault(text: string): JsonFault | null {
  let at = 0;

  const fail = (kind: JsonFaultKind, message: string, position = at): never => {
    throw { kind, message, position } satisfies JsonFault;
  };
  const skip = () => {
    while (at < text.length && " \t\r\n".includes(text.charAt(at))) at += 1;
  };
  const seen = () =>
    at < text.length
      ? `, not ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}`
      : ", but the text ends";

  function readString(): void {
    if (text[at] !== '"') fail("text_expected", `A text in double quotes is expected here${seen()}`);
    const start = at;
    for (at += 1; ; at += 1) {
      const char = text[at];
      if (char === undefined) fail("quote_missing", "The text that starts here has no closing quote", start);
      if (char === '"') break;
      if ((char as string) < " ")
        fail("control_character", "A line break or control character must be written as an escape, such as \\n");
      if (char === "\\") readEscape();
    }
    at += 1;
  }

  function readEscape(): void {
    const found = text.slice(at).match(/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/);
    if (!found) fail("escape_unknown", "This escape does not exist");
    at += (found?.[0].length ?? 1) - 1;
  }

  function readPlain(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  }

  function readList(close: string, readItem: () => void): void {
    at += 1;
    skip();
    if (text[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      readItem();
      skip();
      if (text[at] === close) break;
      if (text[at] !== ",") fail("separator_expected", `A comma or ${close} is expected here${seen()}`);
      const comma = at;
      at += 1;
      skip();
      if (text[at] === close) fail("trailing_comma", `No comma may stand before ${close}`, comma);
    }
    at += 1;
  }

  function readValue(depth: number): void {
    if (depth > deepest) fail("too_deep", "Nested too deep");
    skip();
    const char = text[at];
    if (char === "{") {
      readList("}", () => {
        readString();
        skip();
        if (text[at] !== ":") fail("colon_expected", `A colon is expected here${seen()}`);
        at += 1;
        readValue(depth + 1);
      });
    } else if (char === "[") readList("]", () => readValue(depth + 1));
    else if (char === '"') readString();
    else if (char !== undefined && "-0123456789".includes(char)) {
      if (readPlain(number) === "") fail("number_bad", "This is not a number");
    } else {
      const start = at;
      const found = readPlain(word);
      if (!["true", "false", "null"].includes(found)) {
        at = start;
        fail("value_expected", `A value is expected here${seen()}`);
      }
    }
  }

  try {
    readValue(0);
    skip();
    if (at < text.length) fail("nothing_may_follow", `Nothing may follow here${seen()}`);
    return null;
  } catch (fault) {
    return fault as JsonFault;
  }
}
