import pino from "pino";

export type Logger = pino.Logger;

const secretKeys = [
  "access_token",
  "accessToken",
  "component_access_token",
  "authorizer_access_token",
  "authorizer_refresh_token",
  "refresh_token",
  "refreshToken",
  "ticket",
  "component_verify_ticket",
  "appSecret",
  "component_appsecret",
  "encodingAesKey",
  "token",
  "secret",
  "password",
  "authorization",
  "cookie",
  "auth_code",
  "authorizationCode",
  "pre_auth_code",
  "preAuthCode",
  "session_key",
];

/** JSON lines on stdout (or `destination`). Redaction is the second fence; the first is never to pass a secret in. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: "[redacted]" },
    serializers: { err: errorForLog },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** A file for log lines, readable by its owner only. */
export function logFile(path: string): pino.DestinationStream {
  return pino.destination({ dest: path, append: true, mode: 0o600, sync: true });
}

// A failed query's message ends with the values that were to be written.
function withoutValues(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "");
}

function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? error.code : undefined;
  const { name, message, stack = "", cause } = error;
  const reason = cause instanceof Error ? { name: cause.name, message: withoutValues(cause.message) } : undefined;
  return { name, message: withoutValues(message), code, stack: withoutValues(stack), cause: reason };
}
