import qrcode from "qrcode";
import { Bytes, type Call, type Endpoint, ok } from "../call.ts";
import { categoryRow } from "../category-table.ts";
import { declaredInterfaces, isAppJson, isTooLarge, pagesOf } from "../code-package.ts";
import { putDirectDomainsInEffect } from "../domains-in-effect.ts";
import { encodeCells } from "../jpeg.ts";
import type { MiniProgram, Version } from "../mini-program-model.ts";
import { demand } from "../refusal.ts";
import { miniProgramOf } from "../seed/mini-program.ts";
import { mergeExtJson } from "./ext-json.ts";
import { numberField, textField } from "./fields.ts";

export const DEVELOPMENT = { token: "account", sets: [18], accountKind: "mini_program" } as const;
const MAX_VERSION = 64;
const QUIET_CELLS = 4;

/** Uploading code and looking at it (wire F.1). */
export const codeEndpoints: readonly Endpoint[] = [
  {
    ...DEVELOPMENT,
    path: "/wxa/commit",
    methods: ["POST"],
    body: "required",
    handle(call) {
      const { world, account, body } = call;
      const program = programOf(call);
      demandIdle(call, program);
      const templateId = numberField(body, "template_id", 85014);
      const template = call.platform.templates.find((one) => one.templateId === templateId);
      demand(template, 85014);
      demand(isAppJson(template.code.appJson), 85043);
      demand(!isTooLarge(template.code), 85044);
      const userVersion = textField(body, "user_version");
      demand(userVersion.length <= MAX_VERSION, 40097);
      program.committed = {
        templateId,
        userVersion,
        userDesc: typeof body.user_desc === "string" ? body.user_desc : "",
        ...mergeExtJson(account, program, template, body.ext_json),
        committedAt: call.now,
        scannedAt: call.now + world.settings.scanSeconds * 1000,
      };
      putDirectDomainsInEffect(program);
      keepBusy(call, program);
      return ok();
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_page",
    methods: ["GET"],
    handle: (call) => ok({ page_list: pagesOf(committedOf(call).code) }),
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/get_category",
    methods: ["GET"],
    handle: (call) =>
      ok({
        category_list: programOf(call, "peek")
          .categories.filter((one) => one.status === 3)
          .map(({ first, second }) => {
            const row = categoryRow(first, second);
            return {
              first_class: row?.first_class ?? "",
              second_class: row?.second_class ?? "",
              first_id: first,
              second_id: second,
            };
          }),
      }),
  },
  {
    ...DEVELOPMENT,
    sets: [18, 86],
    path: "/wxa/get_qrcode",
    methods: ["GET"],
    handle(call) {
      const { world, account } = call;
      committedOf(call);
      const path = call.query.get("path") ?? "";
      const target = `${world.publicUrl}/_sim/trial?appid=${account.appid}&path=${encodeURIComponent(path)}`;
      const { modules } = qrcode.create(target, { errorCorrectionLevel: "M" });
      const inside = (cell: number) => cell >= 0 && cell < modules.size;
      const picture = encodeCells(modules.size + 2 * QUIET_CELLS, (row, column) => {
        const y = row - QUIET_CELLS;
        const x = column - QUIET_CELLS;
        return inside(y) && inside(x) && modules.get(y, x) === 1;
      });
      return new Bytes("image/jpeg", picture, "QRCode.jpg");
    },
  },
  {
    ...DEVELOPMENT,
    path: "/wxa/security/get_code_privacy_info",
    methods: ["GET"],
    handle(call) {
      const version = committedOf(call);
      demand(version.scannedAt <= call.now, 61039);
      return ok(scanResult(programOf(call, "peek"), version));
    },
  },
];

/** The Mini Program of the calling account; `peek` for calls that only read. */
export function programOf(call: Call, purpose: "peek" | "keep" = "keep"): MiniProgram {
  return miniProgramOf(call.world, call.account, purpose);
}

/**
 * What the privacy scan found: interfaces used or declared without permission, and used without
 * declaration.
 */
export function scanResult(program: MiniProgram, version: Version) {
  const used = version.code.privacyInterfaces;
  const declared = declaredInterfaces(version.code);
  return {
    without_auth_list: [...new Set([...used, ...declared])].filter(
      (name) => program.privacyInterfaces.get(name)?.status !== 5,
    ),
    without_conf_list: used.filter((name) => !declared.includes(name)),
  };
}

/** Refuses with 9402202 while a commit or submission of this Mini Program is being worked on. */
export function demandIdle(call: Call, program: MiniProgram): void {
  demand(call.now >= program.busyUntil, 9402202);
}

/** Lets the commit or submission just made take its time; see `operationSeconds`. */
export function keepBusy(call: Call, program: MiniProgram): void {
  program.busyUntil = call.now + call.world.settings.operationSeconds * 1000;
}

function committedOf(call: Call): Version {
  const { committed } = programOf(call, "peek");
  demand(committed, 86001);
  return committed;
}
