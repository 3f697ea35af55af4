import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { intOrNull, list, nothing, part, text } from "./fields.ts";

const codeSet = [18];
const domainErrors = [85015, 85016, 85017, 85018, 85301, 89030];
const webErrors = [89019, 89020, 89021, 89022, 89029, 89231];

export type DomainAction = "add" | "delete" | "set" | "get";

/** The six kinds of server domains, with their scheme (`https://a.com`, `wss://a.com`). */
export interface ServerDomains {
  request: string[];
  wsRequest: string[];
  upload: string[];
  download: string[];
  udp: string[];
  tcp: string[];
}

const sixLists = {
  requestdomain: list(text),
  wsrequestdomain: list(text),
  uploaddomain: list(text),
  downloaddomain: list(text),
  udpdomain: list(text),
  tcpdomain: list(text),
};
const invalidLists = {
  invalid_requestdomain: list(text),
  invalid_wsrequestdomain: list(text),
  invalid_uploaddomain: list(text),
  invalid_downloaddomain: list(text),
  invalid_udpdomain: list(text),
  invalid_tcpdomain: list(text),
};
const sixObject = z.object(sixLists);

const domainsOf = (wire: z.output<typeof sixObject>): ServerDomains => ({
  request: wire.requestdomain,
  wsRequest: wire.wsrequestdomain,
  upload: wire.uploaddomain,
  download: wire.downloaddomain,
  udp: wire.udpdomain,
  tcp: wire.tcpdomain,
});

const modifyRequest = z.object({
  action: z.enum(["add", "delete", "set", "get"]),
  requestdomain: z.array(z.string()).optional(),
  wsrequestdomain: z.array(z.string()).optional(),
  uploaddomain: z.array(z.string()).optional(),
  downloaddomain: z.array(z.string()).optional(),
  udpdomain: z.array(z.string()).optional(),
  tcpdomain: z.array(z.string()).optional(),
});
const modifyAnswer = z.object({ ...sixLists, ...invalidLists, no_icp_domain: list(text) });

interface ModifyDomains {
  action: DomainAction;
  domains?: Partial<ServerDomains>;
}
const modifyBody = ({ action, domains }: ModifyDomains): z.input<typeof modifyRequest> => ({
  action,
  requestdomain: domains?.request,
  wsrequestdomain: domains?.wsRequest,
  uploaddomain: domains?.upload,
  downloaddomain: domains?.download,
  udpdomain: domains?.udp,
  tcpdomain: domains?.tcp,
});
const modifiedDomains = (answer: z.output<typeof modifyAnswer>) => ({
  domains: domainsOf(answer),
  invalid: {
    request: answer.invalid_requestdomain,
    wsRequest: answer.invalid_wsrequestdomain,
    upload: answer.invalid_uploaddomain,
    download: answer.invalid_downloaddomain,
    udp: answer.invalid_udpdomain,
    tcp: answer.invalid_tcpdomain,
  } satisfies ServerDomains,
  withoutFiling: answer.no_icp_domain,
});

/** Reads or changes server domains; they must be registered on the platform first. `set` replaces all. */
export const modifyServerDomains = defineCall({
  name: "modifyServerDomains",
  section: "G.1",
  summary: "Read or change server domains (registered on the platform)",
  path: "/wxa/modify_domain",
  token: "account",
  permissionSets: codeSet,
  errcodes: domainErrors,
  repeatable: true,
  request: modifyRequest,
  write: modifyBody,
  response: modifyAnswer,
  read: modifiedDomains,
});

/** Like modifyServerDomains without registration; takes effect with the next commit or release. */
export const modifyServerDomainsDirectly = defineCall({
  name: "modifyServerDomainsDirectly",
  section: "G.1",
  summary: "Read or change server domains (no registration needed)",
  path: "/wxa/modify_domain_directly",
  token: "account",
  permissionSets: codeSet,
  errcodes: domainErrors,
  repeatable: true,
  request: modifyRequest,
  write: modifyBody,
  response: modifyAnswer,
  read: modifiedDomains,
});

const webRequest = z.object({
  action: z.enum(["add", "delete", "set", "get"]).optional(),
  webviewdomain: z.array(z.string()).optional(),
});
const webAnswer = z.object({ webviewdomain: list(text) });

/** Reads or changes business domains. Without an action, all those of the platform are added. */
export const modifyWebDomains = defineCall({
  name: "modifyWebDomains",
  section: "G.1",
  summary: "Read or change business domains (registered on the platform)",
  path: "/wxa/setwebviewdomain",
  token: "account",
  permissionSets: codeSet,
  errcodes: webErrors,
  repeatable: true,
  request: webRequest,
  write: (input: { action?: DomainAction; domains?: string[] }) => ({
    action: input.action,
    webviewdomain: input.domains,
  }),
  response: webAnswer,
  read: (answer) => ({ domains: answer.webviewdomain }),
});

/** Like modifyWebDomains without registration on the platform. */
export const modifyWebDomainsDirectly = defineCall({
  name: "modifyWebDomainsDirectly",
  section: "G.1",
  summary: "Read or change business domains (no registration needed)",
  path: "/wxa/setwebviewdomain_directly",
  token: "account",
  permissionSets: codeSet,
  errcodes: webErrors,
  repeatable: true,
  request: webRequest,
  write: (input: { action: DomainAction; domains?: string[] }) => ({
    action: input.action,
    webviewdomain: input.domains,
  }),
  response: webAnswer,
  read: (answer) => ({ domains: answer.webviewdomain }),
});

const fileAnswer = z.object({ file_name: text, file_content: text });
const fileOf = (answer: z.output<typeof fileAnswer>) => ({ fileName: answer.file_name, content: answer.file_content });

/** The file to put on a business domain, for one account. */
export const getWebDomainFile = defineCall({
  name: "getWebDomainFile",
  section: "G.1",
  summary: "Read the check file for an account's business domain",
  path: "/wxa/get_webviewdomain_confirmfile",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: fileAnswer,
  read: fileOf,
});

/** The server domains in force, by who set them. */
export const getEffectiveServerDomains = defineCall({
  name: "getEffectiveServerDomains",
  section: "G.1",
  summary: "Read the server domains in force",
  path: "/wxa/get_effective_domain",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({
    mp_domain: part(sixLists),
    third_domain: part(sixLists),
    direct_domain: part(sixLists),
    effective_domain: part(sixLists),
  }),
  read: (answer) => {
    const orNone = (wire: z.output<typeof sixObject> | null | undefined) => domainsOf(wire ?? sixObject.parse({}));
    return {
      fromConsole: orNone(answer.mp_domain),
      fromPlatform: orNone(answer.third_domain),
      direct: orNone(answer.direct_domain),
      effective: orNone(answer.effective_domain),
    };
  },
});

/** The business domains in force, by who set them. */
export const getEffectiveWebDomains = defineCall({
  name: "getEffectiveWebDomains",
  section: "G.1",
  summary: "Read the business domains in force",
  path: "/wxa/get_effective_webviewdomain",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({
    mp_webviewdomain: list(text),
    third_webviewdomain: list(text),
    direct_webviewdomain: list(text),
    effective_webviewdomain: list(text),
  }),
  read: (answer) => ({
    fromConsole: answer.mp_webviewdomain,
    fromPlatform: answer.third_webviewdomain,
    direct: answer.direct_webviewdomain,
    effective: answer.effective_webviewdomain,
  }),
});

/** Domains resolved ahead of time, and how many are allowed. */
export const getPrefetchDomains = defineCall({
  name: "getPrefetchDomains",
  section: "G.1",
  summary: "Read the domains resolved ahead of time",
  method: "GET",
  path: "/wxa/get_prefetchdnsdomain",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  response: z.object({
    prefetch_dns_domain: list(z.object({ url: text, status: intOrNull })),
    size_limit: intOrNull,
  }),
  read: (answer) => ({
    domains: answer.prefetch_dns_domain.map((item) => ({ url: item.url, status: item.status })),
    limit: answer.size_limit,
  }),
});

/** Replaces the domains resolved ahead of time. */
export const setPrefetchDomains = defineCall({
  name: "setPrefetchDomains",
  section: "G.1",
  summary: "Set the domains resolved ahead of time",
  path: "/wxa/set_prefetchdnsdomain",
  token: "account",
  permissionSets: codeSet,
  repeatable: true,
  request: z.object({ prefetch_dns_domain: z.array(z.object({ url: z.string() })) }),
  write: (input: { urls: string[] }) => ({ prefetch_dns_domain: input.urls.map((url) => ({ url })) }),
  response: nothing,
  read: () => undefined,
});
