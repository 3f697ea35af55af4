// For proofs only: requests of the largest size in the shapes that make careless parsers slow.
import { type Attack, attackOf, bodyOf, genuineEvent, genuineXml, queryOf, sealed, signed } from "./attack.ts";

const size = 64 * 1024;
const filled = (unit: string, left = size) => unit.repeat(Math.floor(left / unit.length));
const inBody = (what: string, body: string): Attack => attackOf(what, genuineEvent, { body: Buffer.from(body) });
/** A message that fills the largest envelope, its filling inside the ciphertext; wrong in its very last byte. */
const inMessage = (what: string, unit: string): Attack => {
  const filling = `<a>${filled(unit, 48_000)}</a>`;
  return attackOf(what, sealed({ message: Buffer.from(genuineXml.events.replace("</xml>", `${filling}</xml`)) }));
};
const query = queryOf(genuineEvent)
  .map(([name, value]) => `${name}=${value}`)
  .join("&");
const inQuery = (what: string, more: string): Attack =>
  attackOf(what, genuineEvent, { target: `${genuineEvent.path}?${query.replace("nonce=", "nonce=x")}&${more}` });

export const heaviestAttacks: Attack[] = [
  inBody("64 KB of open elements", filled("<a>")),
  inBody("64 KB of elements", `<xml>${filled("<a>b</a>", size - 100)}</xml>`),
  inBody("64 KB of items", `<xml>${filled("<item/>", size - 100)}</xml>`),
  inBody("64 KB of attributes", `<xml ${filled('a="b" ', size - 100)}></xml>`),
  inBody("64 KB of space", `${filled(" ", size - 11)}<xml></xml>`),
  inBody("64 KB of a name", `<${filled("a")}`),
  inBody("64 KB of CDATA sections", `<xml><a>${filled("<![CDATA[]]>", size - 100)}</a></xml>`),
  inBody("64 KB of opened CDATA", `<xml><a>${filled("<![CDATA[", size - 100)}</a></xml>`),
  inBody("64 KB of ampersands", `<xml><a>${filled("&", size - 100)}</a></xml>`),
  inBody("64 KB of references", `<xml><a>${filled("&#65;", size - 100)}</a></xml>`),
  inBody("64 KB of half references", `<xml><a>${filled("&abcdefghijk", size - 100)}</a></xml>`),
  inBody("64 KB of a declaration", `<?xml ${filled("a=", size - 100)}`),
  inBody("64 KB of ends", filled("]]>")),
  inBody("64 KB of base64 that is none", bodyOf({ ...genuineEvent, encrypted: `${filled("A", size - 200)}*` })),
  attackOf("64 KB of base64 that is signed", signed(filled("A", size - 200))),
  attackOf("64 KB of base64 that is signed and is none", signed(`${filled("A", size - 200)}*`)),
  inMessage("48 KB of elements in the message", "<b>c</b>"),
  inMessage("48 KB of references in the message", "&lt;"),
  inMessage("48 KB of CDATA in the message", "<![CDATA[x]]>"),
  inQuery("64 KB of parameters", filled("a=b&")),
  inQuery("64 KB of percent signs", `a=${filled("%41")}`),
  inQuery("64 KB of separators", filled("&")),
  inQuery("64 KB of equals signs", filled("=")),
  inQuery("64 KB of plus signs", `timestamp${filled("+")}`),
];
