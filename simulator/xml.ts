import { XMLParser } from "fast-xml-parser";

/** A field of a push: text goes into CDATA, a number stays bare, a nested record is a child element. */
type XmlValue = string | number | bigint | XmlFields;
export interface XmlFields {
  readonly [name: string]: XmlValue | readonly XmlValue[];
}

/** Builds `<xml>…</xml>` the way WeChat writes it. */
export function buildXml(fields: XmlFields): string {
  return `<xml>${children(fields)}</xml>`;
}

function children(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `<${name}>${text(one)}</${name}>`).join(""),
    )
    .join("");
}

function text(value: XmlValue): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "object") return children(value);
  return `<![CDATA[${value.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

const parser = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  ignoreAttributes: true,
});

/** Reads the flat children of `<xml>` as strings; null when it is not such a document. */
export function parseXml(xml: string): Record<string, string> | null {
  if (/<!(?!\[CDATA\[)/.test(xml)) return null;
  try {
    const root = (parser.parse(xml) as { xml?: unknown }).xml;
    if (typeof root !== "object" || root === null) return null;
    return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, String(value)]));
  } catch {
    return null;
  }
}
