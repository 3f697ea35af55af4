import * as z from "zod";
import { defineCall } from "./endpoint.ts";
import { idOrNull, idText, intOrNull, intOrZero, list, nothing, part, text, textOrNull } from "./fields.ts";

const certificateLists = part({
  exter_list: list(z.object({ inner_list: list(z.object({ name: text, url: text })) })),
});
const categoryTree = z.object({
  categories_list: z
    .object({
      categories: list(
        z.object({
          id: idText,
          name: text,
          level: intOrZero,
          father: idOrNull,
          children: list(idText),
          sensitive_type: intOrNull,
          qualify: certificateLists,
        }),
      ),
    })
    .nullish(),
});

/** One node of WeChat's tree of categories. `certificates`: any one list of papers is enough. */
export interface CategoryNode {
  id: string;
  name: string;
  level: number;
  parentId: string | null;
  childIds: string[];
  needsCertificate: boolean;
  certificates: string[][];
}
const nodesOf = (answer: z.output<typeof categoryTree>): CategoryNode[] =>
  (answer.categories_list?.categories ?? []).map((node) => ({
    id: node.id,
    name: node.name,
    level: node.level,
    parentId: node.father,
    childIds: node.children,
    needsCertificate: node.sensitive_type === 1,
    certificates: (node.qualify?.exter_list ?? []).map((outer) => outer.inner_list.map((paper) => paper.name)),
  }));

/** Every category there is for this account. */
export const getAllCategories = defineCall({
  name: "getAllCategories",
  section: "G.4",
  summary: "Read the tree of categories",
  method: "GET",
  path: "/cgi-bin/wxopen/getallcategories",
  token: "account",
  permissionSets: [30],
  repeatable: true,
  response: categoryTree,
  read: nodesOf,
});

/** The categories open to a kind of principal: 0 personal, 1 company. */
export const getCategoriesByType = defineCall({
  name: "getCategoriesByType",
  section: "G.4",
  summary: "Read the categories open to a kind of principal",
  path: "/cgi-bin/wxopen/getcategoriesbytype",
  token: "account",
  permissionSets: [30],
  repeatable: true,
  request: z.object({ verify_type: z.int() }),
  write: (input: { verifyType: number }) => ({ verify_type: input.verifyType }),
  response: categoryTree,
  read: nodesOf,
});

const settingStates = { 1: "reviewing", 2: "rejected", 3: "approved" } as const;

/** The categories the account has set, and how many more it may. */
export const getSetCategories = defineCall({
  name: "getSetCategories",
  section: "G.4",
  summary: "Read the account's categories",
  method: "GET",
  path: "/cgi-bin/wxopen/getcategory",
  token: "account",
  permissionSets: [30],
  repeatable: true,
  response: z.object({
    categories: list(
      z.object({
        first: idText,
        first_name: text,
        second: idText,
        second_name: text,
        audit_status: intOrNull,
        audit_reason: textOrNull,
      }),
    ),
    limit: intOrNull,
    quota: intOrNull,
    category_limit: intOrNull,
  }),
  read: (answer) => ({
    categories: answer.categories.map((item) => ({
      firstId: item.first,
      firstName: item.first_name,
      secondId: item.second,
      secondName: item.second_name,
      status: settingStates[item.audit_status as 1 | 2 | 3] ?? "approved",
      reason: item.audit_reason,
    })),
    changesPerMonth: answer.limit,
    changesLeft: answer.quota,
    categoryLimit: answer.category_limit,
  }),
});

/** A category with the papers that prove the right to it (media ids). */
export interface CategoryChoice {
  firstId: number;
  secondId: number;
  certificates?: { key: string; value: string }[];
}
const choiceWire = z.object({
  first: z.int(),
  second: z.int(),
  // WeChat's spelling.
  certicates: z.array(z.object({ key: z.string(), value: z.string() })),
});
const choiceOf = (choice: CategoryChoice) => ({
  first: choice.firstId,
  second: choice.secondId,
  certicates: choice.certificates ?? [],
});
const categoryErrors = [53300, 53301, 53302, 53303, 53304, 53305, 53306, 53307, 53308, 53309, 53310, 53311];

/** Adds categories. */
export const addCategories = defineCall({
  name: "addCategories",
  section: "G.4",
  summary: "Add categories",
  path: "/cgi-bin/wxopen/addcategory",
  token: "account",
  permissionSets: [30],
  errcodes: categoryErrors,
  repeatable: false,
  request: z.object({ categories: z.array(choiceWire) }),
  write: (input: { categories: CategoryChoice[] }) => ({ categories: input.categories.map(choiceOf) }),
  response: nothing,
  read: () => undefined,
});

/** Removes one category. */
export const deleteCategory = defineCall({
  name: "deleteCategory",
  section: "G.4",
  summary: "Remove a category",
  path: "/cgi-bin/wxopen/deletecategory",
  token: "account",
  permissionSets: [30],
  errcodes: categoryErrors,
  repeatable: false,
  request: z.object({ first: z.int(), second: z.int() }),
  write: (input: { firstId: number; secondId: number }) => ({ first: input.firstId, second: input.secondId }),
  response: nothing,
  read: () => undefined,
});

/** Hands in new papers for a category. */
export const modifyCategory = defineCall({
  name: "modifyCategory",
  section: "G.4",
  summary: "Hand in papers for a category",
  path: "/cgi-bin/wxopen/modifycategory",
  token: "account",
  permissionSets: [30],
  errcodes: categoryErrors,
  repeatable: false,
  request: choiceWire,
  write: (input: CategoryChoice) => choiceOf(input),
  response: nothing,
  read: () => undefined,
});
