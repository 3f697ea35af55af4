import { refusal } from "./errors.ts";

const names = ["timestamp", "nonce", "msg_signature", "signature", "echostr", "encrypt_type"] as const;
type Name = (typeof names)[number];

/** What WeChat writes into the query of a push or a handshake; "" for what is absent (wechat-wire.md §A.1). */
export type CallbackParameters = Record<Name, string>;

/**
 * Reads the parameters that matter, without a URL object. Each may appear once: of two, sender and receiver
 * might take different ones. Only ciphertext (`encrypt_type=aes`) is accepted. Pure.
 * @throws AppError callback_malformed
 */
export function readQuery(query: string): CallbackParameters {
  const found: CallbackParameters = {
    timestamp: "",
    nonce: "",
    msg_signature: "",
    signature: "",
    echostr: "",
    encrypt_type: "",
  };
  let seen = 0;
  for (let at = 0; at < query.length; ) {
    const next = query.indexOf("&", at);
    const end = next < 0 ? query.length : next;
    const equals = query.indexOf("=", at);
    const nameEnd = equals < 0 || equals > end ? end : equals;
    const index = names.indexOf(decode(query.slice(at, nameEnd)) as Name);
    const name = names[index];
    if (name !== undefined) {
      if ((seen & (1 << index)) !== 0) throw refusal("callback_malformed", `${name} appears twice`);
      seen |= 1 << index;
      found[name] = decode(query.slice(nameEnd + 1, end));
    }
    at = end + 1;
  }
  if (!/^\d{1,12}$/.test(found.timestamp)) throw refusal("callback_malformed", "timestamp");
  if (found.encrypt_type !== "" && found.encrypt_type !== "aes") throw refusal("callback_malformed", "encrypt_type");
  return found;
}

function decode(text: string): string {
  if (!text.includes("%") && !text.includes("+")) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw refusal("callback_malformed", "percent encoding");
  }
}
