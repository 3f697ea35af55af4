import { AppError } from "#lib/core/errors.ts";

/** A parsed event: text, or nested elements. Lists of equal elements (`item`, `List`) become arrays. */
export type XmlValue = string | XmlRecord | (string | XmlRecord)[];
export interface XmlRecord {
  [name: string]: XmlValue;
}

const maxBytes = 64 * 1024;
/** Levels below the root: MASSSENDJOBFINISH has four. */
const maxDepth = 4;
const namePattern = /[A-Za-z_][A-Za-z0-9_.-]{0,63}/y;
const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const forbiddenNames = new Set(["__proto__", "constructor", "prototype"]);
function malformed(why: string): AppError<"callback_malformed"> {
  return new AppError("callback_malformed", { kind: "invalid", log: `XML: ${why}` });
}

/**
 * Reads the little XML that WeChat sends: elements, text, CDATA, the five named entities and numeric ones.
 * No doctype, no comments, no attributes; 64 KB, 4 levels below the root. Text may appear once only directly
 * below the root: two `Encrypt` or `AppId` would let sender and receiver disagree. Linear in the input.
 * @throws AppError callback_malformed
 */
export function readXml(xml: string): { root: string; value: string | XmlRecord } {
  if (xml.length > maxBytes || Buffer.byteLength(xml) > maxBytes) throw malformed("too large");
  let at = 0;

  const skipSpace = () => {
    while (at < xml.length && isSpace(xml.charCodeAt(at))) at += 1;
  };
  const readName = (): string => {
    namePattern.lastIndex = at;
    const name = namePattern.exec(xml)?.[0];
    if (name === undefined) throw malformed("bad element name");
    if (forbiddenNames.has(name)) throw malformed("forbidden element name");
    at += name.length;
    return name;
  };
  const readElement = (depth: number): { name: string; value: string | XmlRecord } => {
    if (depth > maxDepth) throw malformed("too deep");
    at += 1;
    const name = readName();
    skipSpace();
    if (xml.startsWith("/>", at)) {
      at += 2;
      return { name, value: "" };
    }
    if (xml[at] !== ">") throw malformed("attributes are not expected");
    at += 1;
    const children: XmlRecord = Object.create(null);
    const parts: { text: string; verbatim: boolean }[] = [];
    let hasChildren = false;
    let hasCdata = false;
    for (;;) {
      if (at >= xml.length) throw malformed("unclosed element");
      if (xml.startsWith("<![CDATA[", at)) {
        const end = xml.indexOf("]]>", at + 9);
        if (end < 0) throw malformed("unclosed CDATA");
        parts.push({ text: xml.slice(at + 9, end), verbatim: true });
        hasCdata = true;
        at = end + 3;
      } else if (xml.startsWith("</", at)) {
        at += 2;
        if (!xml.startsWith(name, at)) throw malformed("closing tag does not match");
        at += name.length;
        skipSpace();
        if (xml[at] !== ">") throw malformed("closing tag does not match");
        at += 1;
        break;
      } else if (xml[at] === "<") {
        if (xml[at + 1] === "!" || xml[at + 1] === "?") throw malformed("only elements and CDATA are accepted");
        const child = readElement(depth + 1);
        addChild(children, child.name, child.value, depth);
        hasChildren = true;
      } else {
        const end = xml.indexOf("<", at);
        const raw = xml.slice(at, end < 0 ? xml.length : end);
        parts.push({ text: decodeText(raw), verbatim: false });
        at += raw.length;
      }
    }
    if (!hasChildren) return { name, value: joinText(parts, hasCdata) };
    if (hasCdata || parts.some((part) => part.text.trim() !== "")) throw malformed("text beside elements");
    return { name, value: children };
  };

  if (xml.charCodeAt(0) === 0xfeff) at = 1;
  skipSpace();
  const declaration = /<\?xml [\w\s.="'-]{0,100}\?>/y;
  declaration.lastIndex = at;
  at += declaration.exec(xml)?.[0].length ?? 0;
  skipSpace();
  if (xml[at] !== "<") throw malformed("no element");
  const root = readElement(0);
  skipSpace();
  if (at !== xml.length) throw malformed("something follows the root element");
  return { root: root.name, value: root.value };
}

/** Space around CDATA is layout; inside it, and around bare words beside it, it is text. */
function joinText(parts: { text: string; verbatim: boolean }[], hasCdata: boolean): string {
  const kept = hasCdata ? parts.filter((part) => part.verbatim || part.text.trim() !== "") : parts;
  const text = kept.map((part) => part.text).join("");
  return hasCdata ? text : text.trim();
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function addChild(children: XmlRecord, name: string, value: string | XmlRecord, depth: number): void {
  const present = children[name];
  if (present === undefined) children[name] = name === "item" ? [value] : value;
  else if (depth === 0 && typeof value === "string") throw malformed("an element appears twice");
  else if (Array.isArray(present)) present.push(value);
  else if (depth === 0 && typeof present === "string") throw malformed("an element appears twice");
  else children[name] = [present, value];
}

function decodeText(raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replace(/&([^;&\s]{0,12});?/g, (whole, body: string) => {
    if (!whole.endsWith(";")) throw malformed("bare ampersand");
    const named = Object.hasOwn(entities, body) ? entities[body] : undefined;
    if (named !== undefined) return named;
    const digits = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(body);
    if (digits === null) throw malformed("unknown entity");
    const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
    const printable = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff);
    if (!printable || (code >= 0xd800 && code <= 0xdfff)) throw malformed("bad character reference");
    return String.fromCodePoint(code);
  });
}

/** The outer XML of a push: `AppId` on the event URL, `ToUserName` on the message URL, and the ciphertext. */
export interface Envelope {
  appId?: string;
  toUserName?: string;
  encrypted: string;
}

/** Reads the envelope of a push. @throws AppError callback_malformed */
export function readEnvelope(body: string): Envelope {
  const event = readEvent(body);
  const encrypted = event.Encrypt;
  if (typeof encrypted !== "string" || encrypted === "") throw malformed("no Encrypt");
  const envelope: Envelope = { encrypted };
  if (typeof event.AppId === "string") envelope.appId = event.AppId;
  if (typeof event.ToUserName === "string") envelope.toUserName = event.ToUserName;
  return envelope;
}

/** Reads a decrypted event `<xml>…</xml>`. @throws AppError callback_malformed */
export function readEvent(xml: string): XmlRecord {
  const { root, value } = readXml(xml);
  if (root !== "xml" || typeof value === "string") throw malformed("the root is not a filled <xml>");
  return value;
}
