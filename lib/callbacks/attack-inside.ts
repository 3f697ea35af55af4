// For proofs only: what somebody can do who holds the token but not the key, the key but not the token, or the
// secrets of another platform; and what a broken sender with both would send.
import fc from "fast-check";
import {
  type Attack,
  attackOf,
  encrypt,
  genuineEvent,
  genuineMessage,
  genuineXml,
  neighbour,
  sealed,
  signed,
  victim,
} from "./attack.ts";

const kind = fc.constantFrom("events" as const, "messages" as const);
const cipherOf = (of: "events" | "messages") =>
  Buffer.from((of === "events" ? genuineEvent : genuineMessage).encrypted, "base64");
const message = Buffer.from(genuineXml.events);

/** Signed with the right token, around a ciphertext that was changed without the key. */
const changedCiphertext = fc
  .tuple(kind, fc.nat(), fc.nat(), fc.constantFrom("flip", "swap", "drop", "repeat", "zero", "cut", "append"))
  .filter(([of, a, b, how]) => how !== "swap" || a % (cipherOf(of).length / 16) !== b % (cipherOf(of).length / 16))
  .map(([of, a, b, how]): Attack => {
    const bytes = cipherOf(of);
    const count = bytes.length / 16;
    const block = (index: number) => bytes.subarray((index % count) * 16, (index % count) * 16 + 16);
    const before = bytes.subarray(0, (a % count) * 16);
    const after = bytes.subarray((a % count) * 16 + 16);
    const changed = {
      flip: () => Buffer.from(bytes.with(a % bytes.length, (bytes[a % bytes.length] ?? 0) ^ (1 << (b % 8)))),
      swap: () => {
        const copy = Buffer.from(bytes);
        block(b).copy(copy, (a % count) * 16);
        block(a).copy(copy, (b % count) * 16);
        return copy;
      },
      drop: () => Buffer.concat([before, after]),
      repeat: () => Buffer.concat([before, block(a), block(a), after]),
      zero: () => Buffer.concat([before, Buffer.alloc(16), after]),
      cut: () => bytes.subarray(0, a % bytes.length),
      append: () => Buffer.concat([bytes, Buffer.alloc(1 + (b % 40), a)]),
    }[how as "flip"]();
    return attackOf(`the ciphertext: ${how}`, signed(changed.toString("base64"), of));
  });

/** Signed with the right token, around what is no base64 or not of whole blocks. */
const brokenBase64 = fc
  .tuple(kind, fc.nat(), fc.constantFrom("-", "_", "=", "*", "%2B", "\u00e9", "&amp;", "&#65;&#8203;", " ", "\n", "]]"))
  .map(([of, place, put]) => {
    const text = cipherOf(of).toString("base64");
    const at = 1 + (place % (text.length - 3));
    return attackOf("no base64", signed(`${text.slice(0, at)}${put}${text.slice(at)}`, of));
  });

/** Encrypted with the right key; the token is not known. */
const unsigned = fc
  .tuple(
    kind,
    fc.constantFrom("", "wrong", neighbour.token, victim.token.toUpperCase(), ` ${victim.token}`, `${victim.token}\0`),
  )
  .map(([of, token]) => attackOf("signed without the token", signed(cipherOf(of).toString("base64"), of, token)));

/** Everything right but the key or the receiver. */
const misdirected = fc
  .tuple(
    kind,
    fc.constantFrom(neighbour.encodingAesKey, "A".repeat(43), victim.encodingAesKey),
    fc.constantFrom(
      neighbour.componentAppId,
      "",
      "wx",
      `${victim.componentAppId}0`,
      ` ${victim.componentAppId}`,
      victim.componentAppId.toUpperCase(),
      "wx00000001",
    ),
  )
  .map(([of, aesKey, tail]) => {
    const bytes = encrypt({ message: Buffer.from(genuineXml[of]), tail }, aesKey);
    return attackOf("for another receiver", signed(bytes.toString("base64"), of));
  });
const otherKey = fc
  .tuple(kind, fc.string({ minLength: 43, maxLength: 43, unit: fc.constantFrom(..."abcXYZ0189") }))
  .map(([of, aesKey]) => {
    const bytes = encrypt({ message: Buffer.from(genuineXml[of]) }, aesKey);
    return attackOf("under another key", signed(bytes.toString("base64"), of));
  });

const wrongLength = fc
  .oneof(
    fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 65_536),
    fc.integer({ min: 0, max: 600 }),
  )
  .filter((length) => length !== message.length)
  .map((length) => attackOf("a wrong length field", sealed({ message, length })));

const wrongPadding = fc
  .tuple(fc.nat({ max: 64 }), fc.nat({ max: 255 }))
  .map(([size, value]) => ({ size, padding: Buffer.alloc(size, value) }))
  // Right when every byte says how many there are, and whole blocks come out.
  .filter(({ size, padding }) => padding[0] !== size && (size > 0 || (20 + message.length + 18) % 16 !== 0))
  .filter(({ size, padding }) => (padding[0] ?? 0) === 0 || (padding[0] ?? 0) > 32 || (padding[0] ?? 0) > size)
  .map(({ padding }) => attackOf("a wrong padding", sealed({ message, padding })));

const xml = genuineXml.events;
const insides = [
  "",
  " ",
  "not xml",
  "{}",
  "<xml/>",
  "<xml></xml>",
  "<xml>text</xml>",
  `<?xml version="1.0"?><!DOCTYPE x>${xml}`,
  `${xml}${xml}`,
  `${xml}\0`,
  `\0${xml}`,
  xml.replace("<InfoType>unauthorized</InfoType>", ""),
  xml.replace("unauthorized", ""),
  xml.replace("unauthorized", "un authorized"),
  xml.replace("unauthorized", "../../x"),
  xml.replace("unauthorized", "x".repeat(65)),
  xml.replace("unauthorized", "<a>b</a>"),
  xml.replace("</xml>", "<InfoType>unauthorized</InfoType></xml>"),
  xml.replace("</xml>", `<AppId>${victim.componentAppId}</AppId></xml>`),
  xml.replace(victim.componentAppId, neighbour.componentAppId),
  xml.replace(/<CreateTime>\d+/, "<CreateTime>soon"),
  xml.replace(/<CreateTime>\d+/, "<CreateTime>-1"),
  xml.replace(/<CreateTime>\d+/, "<CreateTime>1e9"),
  xml.replace(/<CreateTime>\d+/, `<CreateTime>${"9".repeat(13)}`),
  xml.replace("<xml>", `<xml>${"<a>".repeat(6)}${"</a>".repeat(6)}`),
  xml.replace("<xml>", "<xml><constructor>x</constructor>"),
  xml.replace("<xml>", '<xml a="b">'),
  xml.replace("<xml>", "<html>").replace("</xml>", "</html>"),
  xml.replace("wx00000001", "&a;"),
  xml.replace("wx00000001", "\ud83d&"),
  xml.replace("wx00000001", "wx\ufffd\ufffd"),
  xml.replace("wx00000001", "wx\u0001"),
  genuineXml.messages,
  xml.slice(0, -1),
  xml.slice(1),
];
const messages = genuineXml.messages;
const messageInsides = [
  "",
  genuineXml.events,
  messages.replace("gh_1", "gh_\0"),
  messages.replace("gh_1", "gh_\ufffd\ufffd"),
  messages.replace("gh_1", "g".repeat(65)),
  messages.replace("[text]", "[]"),
  messages.replace("[text]", "[event]"),
  messages.replace("[text]", "[te xt]"),
  messages.replace("<MsgId>77", "<MsgId>77</MsgId><MsgId>78"),
  messages.replace(/<CreateTime>\d+/, "<CreateTime>NaN"),
];
const brokenInside = fc.oneof(
  fc
    .constantFrom(...messageInsides)
    .map((inside) => attackOf("a broken message", sealed({ message: Buffer.from(inside) }, "messages"))),
  fc.constantFrom(...insides).map((inside) => attackOf("a broken message", sealed({ message: Buffer.from(inside) }))),
  fc
    .nat({ max: message.length - 1 })
    .map((at) => attackOf("a cut message", sealed({ message: message.subarray(0, at) }))),
  fc
    .uint8Array({ maxLength: 80 })
    .map((bytes) => attackOf("noise for a message", sealed({ message: Buffer.from(bytes) }))),
  fc
    .integer({ min: 49_200, max: 90_000 })
    .map((size) =>
      attackOf(
        "a message too large",
        sealed({ message: Buffer.from(xml.replace("</xml>", `<a>${"x".repeat(size)}</a></xml>`)) }),
      ),
    ),
);

/** Everything that needs one of the secrets, or a broken sender. */
export const insideAttacks = fc.oneof(
  { weight: 8, arbitrary: changedCiphertext },
  { weight: 2, arbitrary: brokenBase64 },
  { weight: 2, arbitrary: unsigned },
  { weight: 2, arbitrary: misdirected },
  { weight: 3, arbitrary: otherKey },
  { weight: 2, arbitrary: wrongLength },
  { weight: 2, arbitrary: wrongPadding },
  { weight: 2, arbitrary: brokenInside },
);
