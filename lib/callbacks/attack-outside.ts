// For proofs only: what somebody without any secret can do to a push that went by.
import fc from "fast-check";
import {
  type Attack,
  attackOf,
  bodyOf,
  genuineEvent,
  genuineMessage,
  isSamePush,
  neighbour,
  type Parts,
  queryOf,
  sha1,
  victim,
} from "./attack.ts";

const genuine = fc.constantFrom(genuineEvent, genuineMessage);
const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    "",
    "0",
    "-1",
    "NaN",
    "Infinity",
    "1e9",
    "0x6ab",
    "null",
    "[]",
    "%00",
    "%zz",
    "%2",
    "+",
    "%C0%80",
    "%2531",
  ),
  fc.constantFrom("9".repeat(12), "9".repeat(400), "a".repeat(40), "A".repeat(39), "é".repeat(40)),
  fc.nat({ max: 200_000 }).map((length) => "7".repeat(length)),
);
const name = fc.constantFrom("timestamp", "nonce", "msg_signature");
const textOf = (pairs: [string, string][]) => pairs.map(([key, value]) => `${key}=${value}`).join("&");

/** Changes that may turn out to be none: those are left out. */
const unlessSame = (made: fc.Arbitrary<[Attack, Parts]>) =>
  made.filter(([attack, parts]) => !isSamePush(attack, parts)).map(([attack]) => attack);

const changedParameter = unlessSame(
  fc.tuple(genuine, name, odd, fc.constantFrom(encodeURIComponent, String)).map(([parts, changed, value, write]) => {
    let text = value;
    try {
      text = write(value);
    } catch {
      text = "\ufffd";
    }
    const query = queryOf(parts).map(([key, own]): [string, string] => [key, key === changed ? text : own]);
    return [attackOf(`${changed} changed`, parts, { target: `${parts.path}?${textOf(query)}` }), parts];
  }),
);

const droppedParameter = fc.tuple(genuine, name).map(([parts, dropped]) => {
  const query = queryOf(parts).filter(([key]) => key !== dropped);
  return attackOf(`${dropped} dropped`, parts, { target: `${parts.path}?${textOf(query)}` });
});

const doubledParameter = fc
  .tuple(genuine, name, fc.option(odd, { nil: undefined }), fc.boolean(), fc.boolean())
  .map(([parts, doubled, value, before, hidden]) => {
    const query = queryOf(parts);
    const own = query.find(([key]) => key === doubled)?.[1] ?? "";
    // %6e is n, %6d is m, %74 is t: the same name to whoever decodes names.
    const key = hidden ? `%${doubled.charCodeAt(0).toString(16)}${doubled.slice(1)}` : doubled;
    const text = encodeURIComponent((value ?? own).toWellFormed());
    const twice: [string, string][] = before ? [[key, text], ...query] : [...query, [key, text]];
    return attackOf(`${doubled} twice`, parts, { target: `${parts.path}?${textOf(twice)}` });
  });

const otherEncryptType = fc
  .tuple(genuine, fc.constantFrom("raw", "AES", "aes,raw", "none", "%20aes", "1"))
  .map(([parts, type]) => {
    const query = textOf(queryOf(parts)).replace("encrypt_type=aes", `encrypt_type=${type}`);
    return attackOf(`encrypt_type=${type}`, parts, { target: `${parts.path}?${query}` });
  });

const brokenQuery = unlessSame(
  fc.tuple(genuine, fc.nat({ max: 260 }), fc.string({ unit: "binary", maxLength: 4 })).map(([parts, at, put]) => {
    const query = textOf(queryOf(parts));
    const target = `${parts.path}?${query.slice(0, at)}${put}${query.slice(at + 1)}`;
    return [attackOf("a character of the query changed", parts, { target }), parts];
  }),
);

/** The envelope's bytes: changed, cut, filled up, written in another encoding. */
const brokenBody = unlessSame(
  fc
    .tuple(
      genuine,
      fc.nat({ max: 1_000 }),
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom("put", "flip", "cut", "drop"),
    )
    .map(([parts, place, put, how]) => {
      const body = Buffer.from(bodyOf(parts));
      const at = place % body.length;
      const changed = {
        put: () => Buffer.concat([body.subarray(0, at), put, body.subarray(at + 1)]),
        flip: () => Buffer.from(body.with(at, (body[at] ?? 0) ^ (1 << (place % 8)))),
        cut: () => body.subarray(0, at),
        drop: () => Buffer.concat([body.subarray(0, at), body.subarray(at + 1 + put.length)]),
      }[how as "put" | "flip" | "cut" | "drop"]();
      return [attackOf(`the envelope's bytes: ${how}`, parts, { body: changed }), parts];
    }),
);

type Rewrite = (body: string, encrypted: string, size: number) => string | Buffer;
const rewrites: Record<string, Rewrite> = {
  "UTF-16": (body) => Buffer.from(`\ufeff${body}`, "utf16le"),
  "UTF-16 with its bytes swapped": (body) => Buffer.from(`\ufeff${body}`, "utf16le").swap16(),
  "two byte order marks": (body) => `\ufeff\ufeff${body}`,
  "a doctype": (body) => `<!DOCTYPE xml [<!ENTITY a "b">]>${body}`,
  "an entity bomb": (body, _, size) =>
    `<!DOCTYPE x [<!ENTITY a "${"b".repeat(size)}"><!ENTITY c "${"&a;".repeat(50)}">]>${body.replace("<Encrypt>", "<Encrypt>&c;")}`,
  "an external entity": (body) => body.replace(/<Encrypt>.*<\/Encrypt>/s, "<Encrypt>&file;</Encrypt>"),
  "Encrypt twice": (body, encrypted) => body.replace("</xml>", `<Encrypt>${encrypted}</Encrypt></xml>`),
  "another Encrypt first": (body) => body.replace("<Encrypt>", "<Encrypt>AAAA</Encrypt><Encrypt>"),
  "an Encrypt within": (body, encrypted) =>
    body.replace(/<Encrypt>.*<\/Encrypt>/s, `<Encrypt><Encrypt>${encrypted}</Encrypt></Encrypt>`),
  "Encrypt under another root": (body) => body.replace("<xml>", "<html>").replace("</xml>", "</html>"),
  "a second root": (body) => body + body,
  "another case": (body) => body.replaceAll("Encrypt>", "encrypt>"),
  "an attribute": (body, _, size) => body.replace("<xml>", `<xml a="${"x".repeat(size)}">`),
  "many attributes": (body, _, size) => body.replace("<xml>", `<xml ${"a='b' ".repeat(size)}>`),
  "a namespace": (body) => body.replace("<xml>", '<xml xmlns:x="x">').replaceAll("Encrypt>", "x:Encrypt>"),
  "a comment": (body) => body.replace("<Encrypt>", "<!-- x --><Encrypt>"),
  "a processing instruction": (body) => body.replace("<Encrypt>", "<?x y?><Encrypt>"),
  "no end of CDATA": (body) => body.replace("]]>", "]]"),
  "CDATA in CDATA": (body) => body.replace("<![CDATA[", "<![CDATA[<![CDATA["),
  "text beside elements": (body) => body.replace("<Encrypt>", "text<Encrypt>"),
  "a null byte": (body) => body.replace("<Encrypt>", "<Encrypt>\0"),
  "deep nesting": (body, _, size) => body.replace("<xml>", `<xml>${"<a>".repeat(size + 4)}${"</a>".repeat(size + 4)}`),
  "unclosed nesting": (_, __, size) => `<xml>${"<a>".repeat(size * 3)}`,
  "many elements": (_, __, size) => `<xml>${"<Encrypt>A</Encrypt>".repeat(size)}</xml>`,
  "a prototype": (body) => body.replace("<Encrypt>", "<__proto__>x</__proto__><Encrypt>"),
  "bare ampersands": (body, _, size) => body.replace("<Encrypt>", `<a>${"&".repeat(size)}</a><Encrypt>`),
  "character references out of range": (body) => body.replace("<Encrypt>", "<a>&#x110000;&#0;&#xd800;</a><Encrypt>"),
  "one byte more than 64 KB": (body) => body + " ".repeat(65_537 - body.length),
  "twice 64 KB": (body) => body + " ".repeat(131_072),
  "an empty Encrypt": (body) => body.replace(/<Encrypt>.*<\/Encrypt>/s, "<Encrypt/>"),
  "no Encrypt": (body) => body.replace(/<Encrypt>.*<\/Encrypt>/s, ""),
  JSON: (_, encrypted) => JSON.stringify({ Encrypt: encrypted }),
  "a form": (_, encrypted) => new URLSearchParams({ Encrypt: encrypted }).toString(),
  nothing: () => "",
};
const rewrittenBody = fc
  .tuple(genuine, fc.constantFrom(...Object.entries(rewrites)), fc.integer({ min: 1, max: 3_000 }))
  .map(([parts, [what, rewrite], size]) => {
    const made = rewrite(bodyOf(parts), parts.encrypted, size);
    return attackOf(`the envelope: ${what}`, parts, { body: Buffer.from(made as Buffer) });
  });

const otherPlatformNamed = fc
  .constantFrom(
    neighbour.componentAppId,
    "wx",
    "<!---->",
    " ",
    victim.componentAppId.toUpperCase(),
    `${victim.componentAppId}x`,
  )
  .map((named) =>
    attackOf("the envelope names another platform", genuineEvent, { body: Buffer.from(bodyOf(genuineEvent, named)) }),
  )
  .filter((attack) => !attack.body.includes("<AppId> <"));

const replayed = fc
  .tuple(genuine, fc.integer({ min: 0, max: 9_999_999 }), fc.boolean())
  .map(([parts, number, byTime]) => {
    const change = byTime
      ? { timestamp: String(Number(parts.timestamp) + 1 + (number % 80_000)) }
      : { nonce: String(number) };
    // The weaker `signature` is right for the new nonce; it proves nothing and is not to be taken for the other.
    const signature = number % 2 === 0 ? parts.signature : sha1(victim.token, parts.timestamp, parts.nonce);
    return attackOf("replayed under another nonce or time", { ...parts, ...change, signature });
  });

const { componentAppId } = victim;
const paths = [
  `/wx/${neighbour.componentAppId}/events`,
  "/wx/wx00000000000nobody/events",
  `/wx/${componentAppId}/events/..`,
  `/wx/${componentAppId}/../${componentAppId}/events`,
  `/wx/./${componentAppId}/events`,
  `/wx/${componentAppId}%2fevents`,
  `/wx/${componentAppId}/%65vents`,
  `/wx/${componentAppId}//events`,
  `//wx/${componentAppId}/events`,
  `/wx/${componentAppId}/events/wx00000001`,
  `/wx/${componentAppId}/events.json`,
  `/wx/${componentAppId}/EVENTS`,
  `/WX/${componentAppId}/events`,
  `/wx/${componentAppId}/events%00`,
  `/wx/${componentAppId}/events;x=1`,
  `/wx/${componentAppId}/messages`,
  `/wx/${componentAppId}/messages/`,
  `/wx/${componentAppId}/messages/wx00000001/x`,
  `/wx/${componentAppId}/messages/$APPID$`,
  `/wx/${componentAppId}/messages/..%2f..%2fsecret`,
  `/wx/${"w".repeat(5_000)}/events`,
  "/wx/",
  "/wx",
  "/",
  "*",
  `http://evil.example/wx/${componentAppId}/events`,
];
const wrongPath = fc.constantFrom(...paths).map((path) => {
  const target = `${path}?${textOf(queryOf(genuineEvent))}`;
  return attackOf("another path", genuineEvent, { target });
});

const wrongMethod = fc
  .tuple(
    genuine,
    fc.constantFrom("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "post", "POST ", "CONNECT", ""),
  )
  .map(([parts, method]) => attackOf(`the method ${method}`, parts, { method }));

const handshake = fc.tuple(genuine, odd, fc.boolean()).map(([parts, value, plain]) => {
  const query = queryOf(parts).filter(([key]) => key !== "msg_signature" && key !== "signature");
  const forged = plain ? ["signature", "a".repeat(40)] : ["msg_signature", parts.signature];
  const pairs = [...query, ["echostr", encodeURIComponent(value.toWellFormed())], forged] as [string, string][];
  return attackOf("a forged handshake", parts, { method: "GET", target: `${parts.path}?${textOf(pairs)}` });
});

/** Everything a stranger can try. */
export const outsideAttacks = fc.oneof(
  { weight: 4, arbitrary: changedParameter },
  { weight: 1, arbitrary: droppedParameter },
  { weight: 3, arbitrary: doubledParameter },
  { weight: 1, arbitrary: otherEncryptType },
  { weight: 4, arbitrary: brokenQuery },
  { weight: 8, arbitrary: brokenBody },
  { weight: 4, arbitrary: rewrittenBody },
  { weight: 1, arbitrary: otherPlatformNamed },
  { weight: 3, arbitrary: replayed },
  { weight: 2, arbitrary: wrongPath },
  { weight: 1, arbitrary: wrongMethod },
  { weight: 1, arbitrary: handshake },
);
