const credentialShape = /\b(?:ticket|preauthcode|queryauthcode|refreshtoken)@@@[\w-]+|\b\d{1,4}_[\w-]{40,}/g;
const credentialField = /("\w*(?:secret|token|ticket|code|session_key)"\s*:\s*")[^"]*"/gi;

/** Blots out whatever looks like a credential of WeChat's in a text that people will see. */
export function redactCredentials(text: string): string {
  return text.replace(credentialShape, "[redacted]").replace(credentialField, '$1[redacted]"');
}
