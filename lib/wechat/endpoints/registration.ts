import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { flagOrNull, intOrNull, nothing, text, textOrNull } from "./fields.ts";

const companyErrors = [
  53000, 53001, 53002, 53003, 61070, 86004, 86005, 86021, 86022, 86030, 89247, 89248, 89249, 89250, 89251, 89252, 89253,
  89254, 89255, 89295,
];
const personErrors = [86031, 86032, 86033, 86034, 86036, 86040, 91030];

/** A company and its legal person. `codeType`: 1 unified credit code, 2 organization code, 3 licence number. */
export interface CompanyRegistration {
  name: string;
  code: string;
  codeType: 1 | 2 | 3;
  legalPersonWechat: string;
  legalPersonName: string;
  componentPhone?: string;
}

/** Queues the registration of a company's Mini Program. The legal person has 24 h; the result is an event. */
export const registerCompany = defineCall({
  name: "registerCompany",
  section: "G.5",
  summary: "Register a Mini Program for a company",
  path: "/cgi-bin/component/fastregisterweapp",
  token: "component",
  errcodes: companyErrors,
  repeatable: false,
  query: () => ({ action: "create" }),
  request: z.object({
    name: z.string(),
    code: z.string(),
    code_type: z.int(),
    legal_persona_wechat: z.string(),
    legal_persona_name: z.string(),
    component_phone: z.string().optional(),
  }),
  write: (input: CompanyRegistration) => ({
    name: input.name,
    code: input.code,
    code_type: input.codeType,
    legal_persona_wechat: input.legalPersonWechat,
    legal_persona_name: input.legalPersonName,
    component_phone: input.componentPhone,
  }),
  response: nothing,
  read: () => undefined,
});

/** Asks about a company's registration: success means done; 89250–89252 say where it stands. */
export const findCompanyRegistration = defineCall({
  name: "findCompanyRegistration",
  section: "G.5",
  summary: "Ask about a company's registration",
  path: "/cgi-bin/component/fastregisterweapp",
  token: "component",
  errcodes: companyErrors,
  repeatable: true,
  query: () => ({ action: "search" }),
  request: z.object({ name: z.string(), legal_persona_wechat: z.string(), legal_persona_name: z.string() }),
  write: (input: { name: string; legalPersonWechat: string; legalPersonName: string }) => ({
    name: input.name,
    legal_persona_wechat: input.legalPersonWechat,
    legal_persona_name: input.legalPersonName,
  }),
  response: nothing,
  read: () => undefined,
});

const task = z.object({ taskid: text, authorize_url: textOrNull, status: intOrNull });
const taskOf = (answer: z.output<typeof task>) => ({
  taskId: answer.taskid,
  authorizeUrl: answer.authorize_url,
  status: answer.status,
});

/** Queues the registration of a person's Mini Program; the person opens `authorizeUrl`. */
export const registerPerson = defineCall({
  name: "registerPerson",
  section: "G.5",
  summary: "Register a Mini Program for a person",
  path: "/wxa/component/fastregisterpersonalweapp",
  token: "component",
  errcodes: personErrors,
  repeatable: false,
  query: () => ({ action: "create" }),
  request: z.object({ idname: z.string(), wxuser: z.string(), component_phone: z.string().optional() }),
  write: (input: { name: string; wechatId: string; componentPhone?: string }) => ({
    idname: input.name,
    wxuser: input.wechatId,
    component_phone: input.componentPhone,
  }),
  response: task,
  read: taskOf,
});

/** Asks about a person's registration. */
export const findPersonRegistration = defineCall({
  name: "findPersonRegistration",
  section: "G.5",
  summary: "Ask about a person's registration",
  path: "/wxa/component/fastregisterpersonalweapp",
  token: "component",
  errcodes: personErrors,
  repeatable: true,
  query: () => ({ action: "query" }),
  request: z.object({ taskid: z.string() }),
  write: (input: { taskId: string }) => ({ taskid: input.taskId }),
  response: task,
  read: taskOf,
});

/** Makes a trial Mini Program for a WeChat user; the user opens `authorizeUrl`. */
export const registerTrial = defineCall({
  name: "registerTrial",
  section: "G.5",
  summary: "Register a trial Mini Program",
  path: "/wxa/component/fastregisterbetaweapp",
  token: "component",
  errcodes: [61071, 61072, 86011, 86012, 86017],
  repeatable: false,
  request: z.object({ name: z.string(), openid: z.string() }),
  write: (input: { name: string; openId: string }) => ({ name: input.name, openid: input.openId }),
  response: z.object({ unique_id: text, authorize_url: textOrNull }),
  read: (answer) => ({ uniqueId: answer.unique_id, authorizeUrl: answer.authorize_url }),
});

/** Registers a Mini Program with the papers of an Official Account. Redeem the code like any other. */
export const registerFromOfficialAccount = defineCall({
  name: "registerFromOfficialAccount",
  section: "G.5",
  summary: "Register a Mini Program with an Official Account's papers",
  path: "/cgi-bin/account/fastregister",
  token: "account",
  permissionSets: [27],
  errcodes: [
    61026, 61027, 61028, 61029, 61051, 61052, 61053, 61054, 61055, 61056, 61057, 61058, 61060, 61061, 61063, 61064,
    61065, 61066, 61067, 61068, 61069,
  ],
  repeatable: false,
  request: z.object({ ticket: z.string() }),
  write: (input: { ticket: string }) => ({ ticket: input.ticket }),
  response: z.object({
    appid: z.string(),
    authorization_code: text,
    is_wx_verify_succ: flagOrNull,
    is_link_succ: flagOrNull,
  }),
  read: (answer) => ({
    appId: answer.appid,
    authorizationCode: answer.authorization_code,
    verified: answer.is_wx_verify_succ ?? false,
    linked: answer.is_link_succ ?? false,
  }),
});
