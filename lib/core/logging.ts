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

function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? error.code : undefined;
  return { name: error.name, message: error.message, code, stack: error.stack };
}
