import { refusal } from "./errors.ts";

/** WeChat's are some 250 characters, a handshake's ciphertext included under 2,500. */
const longestQuery = 4_096;
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
  if (query.length > longestQuery) throw refusal("callback_malformed", "the query is too long");
  let seen = 0;
  for (let at = 0; at < query.length; ) {
    const next = query.indexOf("&", at);
    const end = next < 0 ? query.length : next;
    // Within the pair alone: a search to the query's end for each of them would be quadratic.
    const pair = query.slice(at, end);
    const equals = pair.indexOf("=");
    const index = names.indexOf(decode(equals < 0 ? pair : pair.slice(0, equals)) as Name);
    const name = names[index];
    if (name !== undefined) {
      if ((seen & (1 << index)) !== 0) throw refusal("callback_malformed", `${name} appears twice`);
      seen |= 1 << index;
      found[name] = equals < 0 ? "" : decode(pair.slice(equals + 1));
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
