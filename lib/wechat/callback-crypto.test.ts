import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encrypt, openCallback, openEchostr, sealReply, signCallback } from "./callback-crypto.ts";
import file from "./vectors.json" with { type: "json" };
import { readEnvelope } from "./xml.ts";

const vectors = file.vectors;
const vector = (id: string) => vectors.find((each) => each.id === id) ?? expect.fail(`no vector ${id}`);
const pushed = vector("E");
const opening = {
  token: pushed.token,
  aesKeys: [pushed.encodingAesKey],
  receiverAppId: pushed.appId,
  query: {
    timestamp: pushed.timestamp as string,
    nonce: pushed.nonce as string,
    msg_signature: pushed.msgSignature as string,
  },
  encrypted: pushed.encrypted,
};
const otherKey = "z".repeat(43);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "accepted";
};

describe("published vectors", () => {
  test.each(vectors)("$id opens to its plaintext", (each) => {
    const timestamp = each.timestamp ?? "1";
    const nonce = each.nonce ?? "n";
    const msg_signature = each.msgSignature ?? signCallback(each.token, timestamp, nonce, each.encrypted);
    const opened = openCallback({
      token: each.token,
      aesKeys: [each.encodingAesKey],
      receiverAppId: each.appId,
      query: { timestamp, nonce, msg_signature },
      encrypted: each.encrypted,
    });
    expect(opened).toEqual({ plaintext: each.plaintext, aesKeyIndex: 0 });
  });

  test.each(vectors.filter((each) => each.random16))("$id is what sealing gives with its random bytes", (each) => {
    const sealed = encrypt({
      aesKey: each.encodingAesKey,
      receiverAppId: each.appId,
      plaintext: each.plaintext,
      random16: Buffer.from(each.random16 as string),
    });
    expect(sealed).toBe(each.encrypted);
  });

  test("the encrypted echostr of URL verification opens", () => {
    const each = vector("B");
    const { timestamp = "", nonce = "", msgSignature: msg_signature = "" } = each;
    const echoed = openEchostr({
      token: each.token,
      aesKeys: [each.encodingAesKey],
      receiverAppId: each.appId,
      query: { timestamp, nonce, msg_signature },
      echostr: each.encrypted,
    });
    expect(echoed).toBe("1616140317555161061");
  });
});

describe("opening", () => {
  test("the previous key still opens and says so", () => {
    const opened = openCallback({ ...opening, aesKeys: [otherKey, pushed.encodingAesKey] });
    expect(opened.aesKeyIndex).toBe(1);
  });

  test("a wrong key, receiver, signature or ciphertext is told apart", () => {
    expect(codeOf(() => openCallback({ ...opening, aesKeys: [otherKey] }))).toBe("callback_decrypt");
    expect(codeOf(() => openCallback({ ...opening, aesKeys: [] }))).toBe("callback_decrypt");
    expect(codeOf(() => openCallback({ ...opening, receiverAppId: "wx1" }))).toBe("callback_app_id");
    expect(codeOf(() => openCallback({ ...opening, token: "other" }))).toBe("callback_signature");
    const signed = (encrypted: string) => {
      const { timestamp, nonce } = opening.query;
      const msg_signature = signCallback(opening.token, timestamp, nonce, encrypted);
      return { ...opening, encrypted, query: { timestamp, nonce, msg_signature } };
    };
    expect(codeOf(() => openCallback(signed("not base64!")))).toBe("callback_malformed");
    expect(codeOf(() => openCallback(signed("AAAA")))).toBe("callback_malformed");
    expect(codeOf(() => openCallback(signed("A".repeat(200_000))))).toBe("callback_malformed");
  });

  test("every signature but the right one is refused, whatever its length", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ minLength: 40, maxLength: 40, unit: fc.constantFrom(..."0123456789abcdef") }),
        ),
        (text) => {
          fc.pre(text.toLowerCase() !== pushed.msgSignature);
          const query = { ...opening.query, msg_signature: text };
          expect(codeOf(() => openCallback({ ...opening, query }))).toBe("callback_signature");
        },
      ),
    );
  });

  test("no change of a single character of a push is accepted", () => {
    fc.assert(
      fc.property(fc.nat({ max: pushed.encrypted.length - 1 }), fc.constantFrom(..."AZaz09+/"), (at, letter) => {
        fc.pre(pushed.encrypted[at] !== letter);
        const encrypted = pushed.encrypted.slice(0, at) + letter + pushed.encrypted.slice(at + 1);
        expect(codeOf(() => openCallback({ ...opening, encrypted }))).toBe("callback_signature");
      }),
    );
  });

  test("a push signed by someone who knows the token but not the key never opens and never hangs", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 512 }), (bytes) => {
        const encrypted = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 16))).toString("base64");
        const { timestamp, nonce } = opening.query;
        const query = { timestamp, nonce, msg_signature: signCallback(opening.token, timestamp, nonce, encrypted) };
        expect(codeOf(() => openCallback({ ...opening, encrypted, query }))).toMatch(/^callback_(decrypt|app_id)$/);
      }),
    );
  });
});

describe("replying", () => {
  test("a sealed reply opens again, whatever its text and length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (plaintext) => {
        const { token, receiverAppId, query } = opening;
        const { timestamp, nonce } = query;
        const xml = sealReply({ token, aesKey: pushed.encodingAesKey, receiverAppId, timestamp, nonce, plaintext });
        const { encrypted } = readEnvelope(xml);
        const msg_signature = signCallback(token, timestamp, nonce, encrypted);
        expect(xml).toContain(`<TimeStamp>${timestamp}</TimeStamp>`);
        expect(xml).toContain(msg_signature);
        expect(openCallback({ ...opening, encrypted, query: { timestamp, nonce, msg_signature } }).plaintext).toBe(
          plaintext.toWellFormed(),
        );
      }),
    );
  });
});
