import type { Json } from "../call.ts";
import type { MiniProgram } from "../mini-program-model.ts";
import { demand } from "../refusal.ts";
import { isNothing, isRecord } from "./fields.ts";

const MAX_DESCRIPTION = 256;
/** 社交: 社区/论坛 and 笔记 need a moderation statement on the first review. */
const COMMUNITY: readonly number[] = [794, 872];
const SCENES: readonly number[] = [0, 1, 2, 3, 4, 5];
const METHODS: readonly number[] = [1, 2, 3, 4];

/**
 * ugc_declare of submit_audit (wire F.3): malformed, or missing on the first review of a community's
 * Mini Program, 85094. With scene 0 the other fields are not looked at.
 */
export function checkModeration(body: Json, program: MiniProgram): void {
  const declared = body.ugc_declare;
  if (isNothing(declared)) {
    const first = program.submissions === 0 && program.live.length === 0;
    const community = program.categories.some(({ second }) => COMMUNITY.includes(second));
    demand(!(first && community), 85094);
    return;
  }
  demand(isRecord(declared), 85094);
  const scenes = numbersIn(declared.scene);
  demand(scenes.length > 0 && scenes.every((scene) => SCENES.includes(scene)), 85094);
  if (scenes.includes(0)) return;
  const methods = numbersIn(declared.method);
  demand(methods.length > 0 && methods.every((method) => METHODS.includes(method)), 85094);
  for (const name of ["other_scene_desc", "audit_desc"]) {
    const text = declared[name] ?? "";
    demand(typeof text === "string" && text.length <= MAX_DESCRIPTION, 85094);
  }
}

/** A list of numbers, also when they came as digits; anything else is empty and so refused. */
function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}
