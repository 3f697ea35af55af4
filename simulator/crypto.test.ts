import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decryptMessage, encryptMessage, sign } from "./crypto.ts";

interface Vector {
  readonly id: string;
  readonly token: string;
  readonly encodingAesKey: string;
  readonly appId: string;
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly random16?: string;
  readonly signature?: string;
  readonly msgSignature?: string;
  readonly plaintext: string;
  readonly encrypted: string;
}

const file = new URL("./tables/crypto-vectors.json", import.meta.url);
const vectors = (JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] }).vectors;

test.each(vectors.map((vector) => [vector.id, vector] as const))("published vector %s opens", (_id, vector) => {
  expect(decryptMessage(vector.encodingAesKey, vector.encrypted)).toEqual({
    message: vector.plaintext,
    appid: vector.appId,
  });
});

test.each(vectors.filter((one) => one.random16).map((vector) => [vector.id, vector] as const))(
  "published vector %s is made byte for byte",
  (_id, vector) => {
    const random = vector.random16 ?? "";
    const bytes = Buffer.from(random);
    expect(encryptMessage(vector.encodingAesKey, bytes, vector.plaintext, vector.appId)).toBe(vector.encrypted);
  },
);

test.each(vectors.filter((one) => one.msgSignature).map((vector) => [vector.id, vector] as const))(
  "published vector %s signs",
  (_id, { token, timestamp = "", nonce = "", encrypted, msgSignature, signature }) => {
    expect(sign(token, timestamp, nonce, encrypted)).toBe(msgSignature);
    if (signature) expect(sign(token, timestamp, nonce)).toBe(signature);
  },
);

test("a ciphertext cut short, or opened with another key, does not open", () => {
  const [vector] = vectors as [Vector];
  expect(() => decryptMessage(vector.encodingAesKey, vector.encrypted.slice(0, 24))).toThrow();
  expect(() => decryptMessage("A".repeat(43), vector.encrypted)).toThrow();
  expect(() => decryptMessage("short", vector.encrypted)).toThrow(RangeError);
});
