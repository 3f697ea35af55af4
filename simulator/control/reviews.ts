import { decide, type Verdict } from "../reviews.ts";
import { ControlError, type ControlHandler } from "./control.ts";

const VERDICTS: readonly string[] = ["approve", "reject", "delay"];

/** `POST /_sim/reviews/{auditid}`: decides a review now. */
export const decideReview: ControlHandler = ({ world, id, body }) => {
  const found = world.audits.get(Number(id));
  if (!found) throw new ControlError(404, "no such auditid");
  const { verdict, reason } = body;
  if (typeof verdict !== "string" || !VERDICTS.includes(verdict)) {
    throw new ControlError(400, `verdict must be one of ${VERDICTS.join(", ")}`);
  }
  if (reason !== undefined && typeof reason !== "string") {
    throw new ControlError(400, "reason must be a text");
  }
  const { account, review } = found;
  if (review.status !== 2 && review.status !== 4) {
    throw new ControlError(409, "the review is decided already");
  }
  decide(world, account, review, verdict as Verdict, reason);
  return {};
};

/** `GET /_sim/reviews?status=`: auditids with their account and state, newest last. */
export const listReviews: ControlHandler = ({ world, url }) => {
  const status = url.searchParams.get("status");
  if (status !== null && !/^[0-4]$/.test(status)) throw new ControlError(400, "status must be 0 to 4");
  const reviews = [...world.audits.values()]
    .filter(({ review }) => status === null || review.status === Number(status))
    .map(({ account, review }) => ({
      auditid: review.auditId,
      appid: account.appid,
      status: review.status,
      user_version: review.version.userVersion,
      released: review.released,
    }));
  return { reviews };
};
