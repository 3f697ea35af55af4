import type { Call, Json } from "../call.ts";
import type { MiniProgram, Version } from "../mini-program-model.ts";
import { demand } from "../refusal.ts";
import { isRecord } from "./fields.ts";

const MAX_ITEMS = 5;
const MAX_TITLE = 32;
const MAX_TAGS = 10;
const MAX_TAG = 20;
const MAX_PREVIEWS = 10;
const MAX_TEXT = 2_000;
const MAX_FEEDBACK = 200;
/** 社交: community and notes need a moderation statement on the first review. */
const COMMUNITY = 684;

/** Checks item_list, preview_info, feedback and ugc_declare of submit_audit (wire F.3). */
export function checkSubmission(call: Call, program: MiniProgram, version: Version): void {
  const { body } = call;
  const items = body.item_list;
  if (items !== undefined && items !== null) {
    demand(Array.isArray(items) && items.length >= 1 && items.length <= MAX_ITEMS, 85023);
    for (const item of items) checkItem(item, program, version);
  }
  const text = body.version_desc;
  demand(text === undefined || (typeof text === "string" && text.length <= MAX_TEXT), 85051);
  checkPreview(call, program);
  const feedback = body.feedback_info;
  demand(feedback === undefined || (typeof feedback === "string" && feedback.length <= MAX_FEEDBACK), 85051);
  checkModeration(body, program);
  demand(!version.code.jumpsToOthers, 85087);
}

function checkItem(item: unknown, program: MiniProgram, version: Version): void {
  demand(isRecord(item), 85010);
  const { address, tag, title, first_class, second_class, first_id, second_id } = item;
  demand(typeof first_class === "string" && typeof second_class === "string", 85010);
  demand(first_id !== undefined && second_id !== undefined, 85010);
  if (address !== undefined && address !== "") {
    const page = String(address).split("?")[0] ?? "";
    demand(version.code.pages.includes(page), 85007);
  }
  const tags = tag === undefined || tag === "" ? [] : String(tag).trim().split(/\s+/);
  demand(tags.length <= MAX_TAGS && tags.every((one) => one.length <= MAX_TAG), 85006);
  demand(title === undefined || (typeof title === "string" && title.length <= MAX_TITLE), 85011);
  const known = program.categories.find((one) => one.first === Number(first_id) && one.second === Number(second_id));
  demand(known?.status === 3, 85008);
}

function checkPreview(call: Call, program: MiniProgram): void {
  const preview = call.body.preview_info;
  if (preview === undefined || preview === null) return;
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

function checkModeration(body: Json, program: MiniProgram): void {
  const declared = body.ugc_declare;
  if (declared !== undefined && declared !== null) {
    demand(isRecord(declared) && Array.isArray(declared.scene), 85094);
    const scenes: readonly unknown[] = declared.scene;
    demand(scenes.length > 0, 85094);
    if (!scenes.includes(0)) demand(Array.isArray(declared.method) && declared.method.length > 0, 85094);
    return;
  }
  const community = program.categories.some(({ first }) => first === COMMUNITY);
  demand(!(community && program.submissions === 0), 85094);
}
