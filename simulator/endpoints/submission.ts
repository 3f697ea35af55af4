import type { Call, Json } from "../call.ts";
import { listsOthers, pagesOf } from "../code-package.ts";
import type { MiniProgram, Review, Version } from "../mini-program-model.ts";
import { demand } from "../refusal.ts";
import { isNothing, isRecord } from "./fields.ts";
import { checkModeration } from "./moderation.ts";

const MAX_ITEMS = 5;
const MAX_TITLE = 32;
const MAX_TAGS = 10;
const MAX_TAG = 20;
const MAX_PREVIEWS = 10;
const MAX_TEXT = 2_000;
const MAX_FEEDBACK = 200;
const MAX_STUFF = 5;

/** Checks item_list, preview_info, feedback and ugc_declare of submit_audit (wire F.3). */
export function checkSubmission(call: Call, program: MiniProgram, version: Version): void {
  const { body } = call;
  const items = body.item_list ?? undefined;
  if (items !== undefined) {
    demand(Array.isArray(items) && items.length >= 1 && items.length <= MAX_ITEMS, 85023);
    for (const item of items) checkItem(item, program, version);
  }
  demand(isShortText(body.version_desc, MAX_TEXT), 85051);
  checkPreview(call, program);
  feedbackIn(body, program);
  checkModeration(body, program);
  demand(!version.code.navigates || listsOthers(version.code), 85087);
}

/** Feedback counts only when the version before was rejected; otherwise it is ignored, even a bad one. */
export function feedbackIn(body: Json, program: MiniProgram): Review["feedback"] {
  if (program.review?.status !== 1) return null;
  const info = body.feedback_info ?? "";
  const stuff = body.feedback_stuff ?? "";
  if (info === "" && stuff === "") return null;
  demand(typeof info === "string" && info.length <= MAX_FEEDBACK && typeof stuff === "string", 85051);
  const ids = stuff.split("|").filter((id) => id !== "");
  demand(ids.length <= MAX_STUFF, 85051);
  return { info, stuff: ids };
}

function isShortText(value: unknown, longest: number): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.length <= longest);
}

function checkItem(item: unknown, program: MiniProgram, version: Version): void {
  demand(isRecord(item), 85010);
  const { first_class, second_class, first_id, second_id } = item;
  const [address, tag, title] = [item.address ?? "", item.tag ?? "", item.title];
  demand(isFilled(first_class) && isFilled(second_class), 85010);
  demand(isFilled(first_id) && isFilled(second_id), 85010);
  if (address !== "") {
    const page = String(address).split("?")[0]?.replace(/^\//, "") ?? "";
    demand(pagesOf(version.code).includes(page), 85007);
  }
  const tags = String(tag)
    .split(/\s+/)
    .filter((one) => one !== "");
  demand(tags.length <= MAX_TAGS && tags.every((one) => one.length <= MAX_TAG), 85006);
  demand(isShortText(title, MAX_TITLE), 85011);
  const [first, second] = [Number(first_id), Number(second_id)];
  demand(!program.conditions.withdrawnCategories.includes(second), 85077);
  const known = program.categories.find((one) => one.first === first && one.second === second);
  demand(known?.status === 3, 85008);
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function checkPreview(call: Call, program: MiniProgram): void {
  const preview = call.body.preview_info;
  if (isNothing(preview)) return;
  demand(isRecord(preview), 85092);
  for (const name of ["video_id_list", "pic_id_list"]) {
    const ids = preview[name] ?? [];
    demand(Array.isArray(ids), 85092);
    demand(ids.length <= MAX_PREVIEWS, 85093);
    for (const id of ids) {
      const media = program.media.get(String(id));
      demand(media && media.expiresAt > call.now, 85092);
    }
  }
}
