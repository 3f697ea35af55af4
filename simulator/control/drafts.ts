import { platformIn } from "./accounts.ts";
import { ControlError, type ControlHandler } from "./control.ts";
import { draftCode } from "./draft-code.ts";

/**
 * `POST /_sim/drafts`: an upload from the developer tools of a development Mini Program, with code
 * of one's own if wanted.
 * The same developer's former draft of that Mini Program is overwritten, as on WeChat.
 */
export const uploadDraft: ControlHandler = ({ world, body }) => {
  const platform = platformIn(world, body);
  const { user_version: version, user_desc: desc, developer } = body;
  if (typeof version !== "string" || version === "") {
    throw new ControlError(400, "user_version is missing");
  }
  const known = platform.drafts.find((one) => one.sourceAppid === body.source_miniprogram_appid);
  const like = known ?? platform.drafts[0] ?? platform.templates[0];
  if (!like) throw new ControlError(409, "the platform has no development Mini Program");
  const name = typeof developer === "string" ? developer : like.developer;
  const old = platform.drafts.findIndex((one) => one.sourceAppid === like.sourceAppid && one.developer === name);
  if (old >= 0) platform.drafts.splice(old, 1);
  const draftId = platform.nextDraftId++;
  platform.drafts.push({
    draftId,
    createdAt: world.clock.now(),
    userVersion: version,
    userDesc: typeof desc === "string" ? desc : "",
    sourceAppid: like.sourceAppid,
    sourceName: like.sourceName,
    developer: name,
    code: draftCode(like.code, body),
  });
  return { draft_id: draftId };
};
