// What one would write by hand for the same duty, with nothing around it: the references of bench/callbacks.ts.
// Imports nothing of ours: a copy of this file also goes into the throw-away Next app.
import { createDecipheriv, createHash } from "node:crypto";
import Database from "better-sqlite3";

const token = "benchtoken";
const key = Buffer.from("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG=", "base64");

/** Checks the signature and decrypts. @throws Error when it does not match */
export function openPush(query: string, body: string): string {
  const parameters = new URLSearchParams(query);
  const [timestamp = "", nonce = ""] = [parameters.get("timestamp") ?? "", parameters.get("nonce") ?? ""];
  const encrypted = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(body)?.[1] ?? "";
  const parts = [token, timestamp, nonce, encrypted].sort().join("");
  if (createHash("sha1").update(parts).digest("hex") !== parameters.get("msg_signature")) throw new Error("forged");
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, "base64"), decipher.final()]);
  const length = padded.readUInt32BE(16);
  return padded.toString("utf8", 20, 20 + length);
}

/** A table in a file of its own, with the settings of ours: WAL, synchronous=FULL, one row per event. */
export function openInbox(file: string) {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("create table if not exists inbox (seq integer primary key, dedupe text unique, payload text)");
  const insert = database.prepare("insert into inbox (dedupe, payload) values (?, ?) on conflict do nothing");
  const add = (message: string) => insert.run(createHash("sha256").update(message).digest("hex"), message);
  return {
    /** One commit each. */
    add,
    /** One commit for all. */
    addAll: database.transaction((messages: string[]) => {
      for (const message of messages) add(message);
    }),
  };
}
