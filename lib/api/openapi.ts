import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { permissions } from "#lib/core/contract.ts";
import { contract } from "./contract.ts";
import { listProcedures } from "./procedures.ts";

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator["generate"]>>;

let document: Promise<OpenApiDocument> | undefined;

const description =
  "The console's API. Sign in first: every call carries the session cookie and the header `x-csrf-token: orpc`. " +
  "Times are milliseconds since the epoch, UTC. Lists are paged by cursor. No field holds a WeChat token.";

/** The OpenAPI 3.1 document of the contract; made once. */
export function openApiDocument(): Promise<OpenApiDocument> {
  document ??= generate();
  return document;
}

async function generate(): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const made = await generator.generate(contract, {
    info: { title: "Hufu", version: "1", description },
    servers: [{ url: "/api" }],
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
    },
  });
  for (const { path, permission, method, route } of listProcedures()) {
    const methods = made.paths?.[route] as Record<string, object> | undefined;
    const operation = methods?.[method.toLowerCase()];
    if (!operation || permission === undefined) continue;
    const open = permission === "public";
    Object.assign(operation, {
      tags: [path[0] ?? ""],
      "x-permission": permission,
      "x-roles": open ? [] : permissions[permission],
      ...(open ? { security: [] } : {}),
    });
  }
  return made;
}
