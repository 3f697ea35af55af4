const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Largest multiple of the alphabet's size in a byte: what lies above would favour the first letters. */
const fair = 256 - (256 % alphabet.length);

/** Random letters and digits from the browser's own generator: a Token or EncodingAESKey to enter on both sides. */
export function makeSecret(length: number): string {
  let secret = "";
  while (secret.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length)))
      if (byte < fair && secret.length < length) secret += alphabet[byte % alphabet.length];
  }
  return secret;
}
