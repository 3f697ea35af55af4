import * as z from "zod";
import type { DomainAction } from "./domains.ts";
import { defineCall } from "./endpoint.ts";
import { text } from "./fields.ts";

const fileAnswer = z.object({ file_name: text, file_content: text });
const fileOf = (answer: z.output<typeof fileAnswer>) => ({ fileName: answer.file_name, content: answer.file_content });

/** Domains of the platform: parted by `;`, without a scheme, in WeChat's answer. */
const semicolonList = text.transform((value) => value.split(";").filter((part) => part !== ""));
interface ModifyPlatformDomains {
  action: DomainAction;
  domains?: string[];
  /** Also changes the published version of the platform, not only the one being tested. */
  publishedToo?: boolean;
}

/** Reads or changes the server domains that the platform registers for its accounts. */
export const modifyPlatformServerDomains = defineCall({
  name: "modifyPlatformServerDomains",
  section: "G.1",
  summary: "Read or change the platform's server domains",
  path: "/cgi-bin/component/modify_wxa_server_domain",
  token: "component",
  repeatable: true,
  request: z.object({
    action: z.enum(["add", "delete", "set", "get"]),
    wxa_server_domain: z.string().optional(),
    is_modify_published_together: z.boolean().optional(),
  }),
  write: (input: ModifyPlatformDomains) => ({
    action: input.action,
    wxa_server_domain: input.domains?.join(";"),
    is_modify_published_together: input.publishedToo,
  }),
  response: z.object({
    published_wxa_server_domain: semicolonList,
    testing_wxa_server_domain: semicolonList,
    invalid_wxa_server_domain: semicolonList,
  }),
  read: (answer) => ({
    published: answer.published_wxa_server_domain,
    testing: answer.testing_wxa_server_domain,
    invalid: answer.invalid_wxa_server_domain,
  }),
});

/** Reads or changes the business domains that the platform registers for its accounts. */
export const modifyPlatformWebDomains = defineCall({
  name: "modifyPlatformWebDomains",
  section: "G.1",
  summary: "Read or change the platform's business domains",
  path: "/cgi-bin/component/modify_wxa_jump_domain",
  token: "component",
  repeatable: true,
  request: z.object({
    action: z.enum(["add", "delete", "set", "get"]),
    wxa_jump_h5_domain: z.string().optional(),
    is_modify_published_together: z.boolean().optional(),
  }),
  write: (input: ModifyPlatformDomains) => ({
    action: input.action,
    wxa_jump_h5_domain: input.domains?.join(";"),
    is_modify_published_together: input.publishedToo,
  }),
  response: z.object({
    published_wxa_jump_h5_domain: semicolonList,
    testing_wxa_jump_h5_domain: semicolonList,
    invalid_wxa_jump_h5_domain: semicolonList,
  }),
  read: (answer) => ({
    published: answer.published_wxa_jump_h5_domain,
    testing: answer.testing_wxa_jump_h5_domain,
    invalid: answer.invalid_wxa_jump_h5_domain,
  }),
});

/** The file to put on the platform's business domains. */
export const getPlatformDomainFile = defineCall({
  name: "getPlatformDomainFile",
  section: "G.1",
  summary: "Read the check file for the platform's business domains",
  path: "/cgi-bin/component/get_domain_confirmfile",
  token: "component",
  repeatable: true,
  response: fileAnswer,
  read: fileOf,
});
