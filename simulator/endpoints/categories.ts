import { decideLater } from "../account-reviews.ts";
import { monthOf } from "../calendar.ts";
import { type Call, type Endpoint, ok } from "../call.ts";
import { CATEGORIES, type CategoryRow, categoryRow } from "../category-table.ts";
import { categoryTree } from "../category-tree.ts";
import type { Category, MiniProgram } from "../mini-program-model.ts";
import type { Account } from "../model.ts";
import { demand, refuse } from "../refusal.ts";
import { profileAt } from "../seed/profile.ts";
import type { World } from "../world.ts";
import { programOf } from "./code.ts";
import { isRecord, numberField } from "./fields.ts";

const CATEGORY = { token: "account", sets: [30], accountKind: "mini_program" } as const;
const MAX_CATEGORIES = 5;
const CHANGES_A_MONTH = 5;

/** Service categories of a Mini Program (wire G.4). */
export const categoryEndpoints: readonly Endpoint[] = [
  {
    ...CATEGORY,
    path: "/cgi-bin/wxopen/getallcategories",
    methods: ["GET", "POST"],
    body: "optional",
    handle: () => ok({ categories_list: { categories: categoryTree(CATEGORIES) } }),
  },
  {
    ...CATEGORY,
    path: "/cgi-bin/wxopen/getcategoriesbytype",
    methods: ["POST", "GET"],
    body: "required",
    handle(call) {
      const type = Number(call.body.verify_type ?? call.query.get("verify_type"));
      const open = type === 0 ? CATEGORIES.filter((row) => !row.needs_certificate) : CATEGORIES;
      return ok({ categories_list: { categories: categoryTree(open) } });
    },
  },
  {
    ...CATEGORY,
    path: "/cgi-bin/wxopen/getcategory",
    methods: ["GET", "POST"],
    body: "optional",
    handle(call) {
      const program = programOf(call, "peek");
      return ok({
        categories: program.categories.map((one) => {
          const row = categoryRow(one.first, one.second);
          return {
            first: one.first,
            first_name: row?.first_class ?? "",
            second: one.second,
            second_name: row?.second_class ?? "",
            audit_status: one.status,
            audit_reason: one.reason,
          };
        }),
        limit: CHANGES_A_MONTH,
        quota: Math.max(0, CHANGES_A_MONTH - changesThisMonth(call, program).count),
        category_limit: MAX_CATEGORIES,
      });
    },
  },
  {
    ...CATEGORY,
    path: "/cgi-bin/wxopen/addcategory",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const program = programOf(call);
      const wanted = call.body.categories;
      demand(Array.isArray(wanted) && wanted.length > 0 && wanted.every(isRecord), 53303);
      const changes = changesThisMonth(call, program);
      demand(changes.count < CHANGES_A_MONTH, 53300);
      demand(program.categories.length + wanted.length <= MAX_CATEGORIES, 53301);
      const added = wanted.map((one) => categoryFrom(call, one));
      for (const one of added) {
        const twice = [...program.categories, ...added.filter((other) => other !== one)];
        demand(!twice.some((other) => other.second === one.second && other.first === one.first), 53304);
      }
      changes.count++;
      program.categoryChanges = changes;
      program.categories.push(...added);
      for (const one of added) scheduleCategory(call.world, call.account, one);
      return ok();
    },
  },
  {
    ...CATEGORY,
    path: "/cgi-bin/wxopen/deletecategory",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const program = programOf(call);
      const category = configured(call);
      demand(category.status !== 1, 53308);
      program.categories = program.categories.filter((one) => one !== category);
      return ok();
    },
  },
  {
    ...CATEGORY,
    path: "/cgi-bin/wxopen/modifycategory",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const category = configured(call);
      const row = categoryRow(category.first, category.second);
      demand(row?.needs_certificate, 53306);
      demand(category.status === 2, 53307);
      checkCertificates(row, call.body);
      category.status = 1;
      scheduleCategory(call.world, call.account, category);
      return ok();
    },
  },
];

function changesThisMonth(call: Call, program: MiniProgram): MiniProgram["categoryChanges"] {
  const month = monthOf(call.now);
  return program.categoryChanges.month === month ? program.categoryChanges : { month, count: 0 };
}

function categoryFrom(call: Call, wanted: Record<string, unknown>): Category {
  const first = numberField(wanted, "first", 53303);
  const second = numberField(wanted, "second", 53303);
  const row = categoryRow(first, second);
  demand(row, 53303);
  const { principal } = profileAt(call.world.seed, call.account.index);
  demand(!(principal.type === 0 && row.needs_certificate), 53302);
  checkCertificates(row, wanted);
  return { first, second, platform: call.platform.index, status: row.needs_certificate ? 1 : 3, reason: "" };
}

/** `certicates` is WeChat's spelling; the right one is read too. */
function checkCertificates(row: CategoryRow, wanted: Readonly<Record<string, unknown>>): void {
  if (!row.needs_certificate) return;
  const given = wanted.certicates ?? wanted.certificates;
  const filled = (one: unknown) => isRecord(one) && one.key && one.value;
  demand(Array.isArray(given) && given.length > 0 && given.every(filled), 53311);
}

function configured(call: Call): Category {
  const first = numberField(call.body, "first", 53303);
  const second = numberField(call.body, "second", 53303);
  const found = programOf(call).categories.find((one) => one.first === first && one.second === second);
  return found ?? refuse(53303);
}

/** Categories with a certificate are reviewed (wxa_category_audit); the others hold at once. */
export function scheduleCategory(world: World, account: Account, category: Category): void {
  if (category.status !== 1) return;
  decideLater(world, account, category, [category.second, "category"], (refused) => {
    category.status = refused ? 2 : 3;
    category.reason = refused ? "资质证明不清晰，请重新上传" : "";
    const { first, second, status: ret, reason } = category;
    return { event: "wxa_category_audit", fields: { ret, first, second, reason } };
  });
}
