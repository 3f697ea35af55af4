import type * as z from "zod";

/** `either`: the token decides whose quota or rid is meant. */
export type TokenKind = "none" | "component" | "account" | "either";
export type Query = Record<string, string | number | undefined>;

/** A file on its way to WeChat, sent as multipart/form-data. */
export interface OutgoingFile {
  field: string;
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}

/** One call of WeChat's, as the table of endpoints and docs/wechat-api.md list it. */
export interface Endpoint {
  name: string;
  /** Where wechat-wire.md describes it. */
  section: string;
  summary: string;
  method: "GET" | "POST";
  /** The only form of the address that may be logged. */
  path: string;
  token: TokenKind;
  /** Any one of these sets is enough; empty when none is asked for. */
  permissionSets: readonly number[];
  errcodes: readonly number[];
  /** True when doing it twice leaves WeChat in the same state as doing it once. */
  repeatable: boolean;
  /** What the call gives back: JSON, or bytes of an image. */
  answer: "json" | "image";
  /** JSON body on the wire; null when parameters travel in the query. */
  request: z.ZodType | null;
  response: z.ZodType;
}

export interface OutgoingCall {
  endpoint: Endpoint;
  token?: string;
  query?: Query;
  body?: unknown;
  file?: OutgoingFile;
}

/** One platform's way to WeChat. `componentAppId` is "" for calls nobody claimed. */
export interface CircuitState {
  componentAppId: string;
  /** Unix ms since when its calls are refused because WeChat did not answer; null while they pass. */
  openSince: number | null;
}

/** The one way out to WeChat. Made by `createWechatClient`; verbs pass it to the typed calls. */
export interface WechatClient {
  /** Sends one call. Gives the parsed JSON, or a Buffer for images. @throws AppError wechat_error, wechat_unreachable */
  send(call: OutgoingCall): Promise<unknown>;
  /** The circuit of every platform that has called from this process. */
  circuits(): CircuitState[];
}

type TokenOf<Kind extends TokenKind> = Kind extends "component"
  ? { componentToken: string }
  : Kind extends "account"
    ? { accountToken: string }
    : Kind extends "either"
      ? { accountToken: string; componentToken?: undefined } | { componentToken: string; accountToken?: undefined }
      : unknown;

export interface Call<Input, Output> {
  (client: WechatClient, input: Input): Promise<Output>;
  endpoint: Endpoint;
}

interface Definition<Kind extends TokenKind, Input, Request extends z.ZodType, Response extends z.ZodType, Output> {
  name: string;
  section: string;
  summary: string;
  method?: "GET" | "POST";
  path: string;
  token: Kind;
  permissionSets?: readonly number[];
  errcodes?: readonly number[];
  repeatable: boolean;
  answer?: "json" | "image";
  /** Parameters of the address, besides the token. */
  query?: (input: Input) => Query;
  /** Schema of the JSON body; `write` fills it from our words. */
  request?: Request;
  write?: (input: Input) => z.input<Request>;
  file?: (input: Input) => OutgoingFile;
  response: Response;
  read: (answer: z.output<Response>, input: Input) => Output;
}

/**
 * Turns one row of the table into its typed function `(client, input) => Promise<output>`.
 * A POST without a schema sends the literal `{}`: WeChat answers an empty body with 44002.
 */
export function defineCall<
  Kind extends TokenKind,
  Response extends z.ZodType,
  Output,
  Request extends z.ZodType = z.ZodType,
  Input = unknown,
>(definition: Definition<Kind, Input, Request, Response, Output>): Call<Input & TokenOf<Kind>, Output> {
  const endpoint: Endpoint = {
    name: definition.name,
    section: definition.section,
    summary: definition.summary,
    method: definition.method ?? "POST",
    path: definition.path,
    token: definition.token,
    permissionSets: definition.permissionSets ?? [],
    errcodes: definition.errcodes ?? [],
    repeatable: definition.repeatable,
    answer: definition.answer ?? "json",
    request: definition.request ?? null,
    response: definition.response,
  };
  const call = async (client: WechatClient, input: Input & TokenOf<Kind>): Promise<Output> => {
    const tokens = input as { componentToken?: string; accountToken?: string };
    const answer = await client.send({
      endpoint,
      token: tokenFor(endpoint.token, tokens),
      query: definition.query?.(input),
      body: endpoint.method === "GET" || definition.file ? undefined : (definition.write?.(input) ?? {}),
      file: definition.file?.(input),
    });
    return definition.read(answer as z.output<Response>, input);
  };
  return Object.assign(call, { endpoint });
}

function tokenFor(kind: TokenKind, tokens: { componentToken?: string; accountToken?: string }): string | undefined {
  if (kind === "none") return undefined;
  if (kind === "either") return tokens.accountToken ?? tokens.componentToken;
  return kind === "component" ? tokens.componentToken : tokens.accountToken;
}

/** Lets a wrapper around a call keep its row of the table. */
export function withEndpoint<Input, Output>(
  call: { endpoint: Endpoint },
  wrapper: (client: WechatClient, input: Input) => Promise<Output>,
): Call<Input, Output> {
  return Object.assign(wrapper, { endpoint: call.endpoint });
}
