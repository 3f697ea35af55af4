import * as z from "zod";
import { appId, componentAppId, pageInput, pageOf, procedure, timeMs } from "#lib/core/contract.ts";

export const targetStates = [
  "queued",
  "preflight",
  "committing",
  "scanning",
  "committed",
  "submitting",
  "reviewing",
  "approved",
  "releasing",
  "released",
  "rejected",
  "delayed",
  "withdrawn",
  "failed",
  "cancelled",
  "rolled_back",
] as const;
export type TargetState = (typeof targetStates)[number];

export const deploymentStates = ["running", "paused", "waiting", "finished", "cancelled"] as const;

/** How far a deployment goes by itself. */
export const deploymentGoals = ["trial", "review", "release"] as const;

/** What a target can wait for: keys of messages `deployments.waits`. */
export const waits = [
  "turn",
  "resume",
  "privacy_scan",
  "submission",
  "review",
  "delayed_review",
  "release",
  "review_quota",
  "api_quota",
  "pace",
  "wechat_busy",
  "wechat_unreachable",
  "ticket",
  "account_token",
  "confirmation",
  "withdrawal",
  "roll_back",
] as const;
export type Wait = (typeof waits)[number];

/** What can be wrong with ext_json: keys of messages `deployments.ext_json`. */
export const extJsonFaults = ["syntax", "not_object", "direct_commit"] as const;
export type ExtJsonFault = (typeof extJsonFaults)[number];

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Why a target failed or waits, in words, with WeChat's code and rid. */
export const targetProblem = z.object({
  code: z.string(),
  errcode: z.int().nullable(),
  rid: z.string().nullable(),
  cause: bilingual,
  nextStep: bilingual,
  /** Review rejections: WeChat's own text. */
  reason: z.string().nullable(),
  /** Review rejections: media ids of WeChat's screenshots. */
  screenshots: z.array(z.string()),
});

export const target = z.object({
  id: z.string(),
  deploymentId: z.string(),
  deploymentNumber: z.int(),
  appId,
  accountName: z.string(),
  logoUrl: z.string().nullable(),
  state: z.enum(targetStates),
  since: timeMs,
  /** What a waiting target waits for, a key of messages deployments.waits. */
  waitsFor: z.enum(waits).nullable(),
  nextCheckAt: timeMs.nullable(),
  auditId: z.string().nullable(),
  problem: targetProblem.nullable(),
  trialQr: z.boolean(),
  previousLiveVersion: z.string().nullable(),
  /** What the viewer's role and the state allow now. */
  actions: z.array(z.enum(["submit", "release", "withdraw", "retry", "skip", "roll_back"])),
});
export type Target = z.infer<typeof target>;

export const deployment = z.object({
  id: z.string(),
  number: z.int(),
  componentAppId,
  templateId: z.string(),
  version: z.string(),
  description: z.string(),
  goal: z.enum(deploymentGoals),
  state: z.enum(deploymentStates),
  createdBy: z.string(),
  createdAt: timeMs,
  finishedAt: timeMs.nullable(),
  total: z.int(),
  /** Targets by state; states without any are absent. */
  counts: z.partialRecord(z.enum(targetStates), z.int()),
  extJson: z.string(),
  reviewQuota: z.object({ rest: z.int(), limit: z.int(), readAt: timeMs }).nullable(),
});
export type Deployment = z.infer<typeof deployment>;

export const reviewCategory = z.object({
  firstId: z.int(),
  firstName: z.string(),
  secondId: z.int(),
  secondName: z.string(),
  thirdId: z.int().nullable(),
  thirdName: z.string().nullable(),
});

export const createDeploymentInput = z.object({
  componentAppId: componentAppId.optional(),
  templateId: z.string().max(32),
  appIds: z.array(appId).min(1).max(5_000),
  /** JSON object as text; extAppid is set for each target and may be left out. */
  extJson: z.string().max(200_000).default("{}"),
  version: z.string().trim().min(1).max(64),
  description: z.string().trim().max(200).default(""),
  goal: z.enum(deploymentGoals),
  /** Submitted with the review; null: the account's first approved category. */
  category: reviewCategory.nullable().default(null),
  versionDescription: z.string().trim().max(200).default(""),
  /** Declares privacy interfaces that the scan found, but the code does not use, as unused. */
  privacyApiNotUse: z.boolean().default(false),
});
export type CreateDeploymentInput = z.infer<typeof createDeploymentInput>;

export const preflightInput = createDeploymentInput.pick({
  componentAppId: true,
  templateId: true,
  appIds: true,
  extJson: true,
  goal: true,
});

/** What would happen, before anything does. */
export const preflight = z.object({
  ready: z.int(),
  /** Accounts that cannot be deployed to now, each with its reason. */
  blocked: z.array(
    z.object({
      appId,
      accountName: z.string(),
      reason: z.enum(["revoked", "permission_missing", "not_mini_program", "busy", "not_detailed", "unknown_account"]),
      /** With busy: which deployment holds the account, whose, since when. */
      heldBy: z.object({ deploymentNumber: z.int(), by: z.string(), since: timeMs }).nullable(),
    }),
  ),
  reviewQuota: z.object({ rest: z.int(), limit: z.int() }).nullable(),
  /** Bad ext_json: 1-based position. */
  extJsonProblem: z
    .object({ code: z.enum(extJsonFaults), message: z.string(), line: z.int(), column: z.int() })
    .nullable(),
});

export type Preflight = z.infer<typeof preflight>;

const byId = z.object({ id: z.string().max(64) });
const chosen = byId.extend({ targetIds: z.array(z.string().max(64)).min(1).max(5_000).optional() });

export const deploymentsContract = {
  list: procedure("deployments.read")
    .route({ method: "GET", path: "/deployments" })
    .input(pageInput.extend({ state: z.enum(deploymentStates).optional() }))
    .output(pageOf(deployment)),
  get: procedure("deployments.read").route({ method: "GET", path: "/deployments/{id}" }).input(byId).output(deployment),
  targets: procedure("deployments.read")
    .route({ method: "GET", path: "/deployments/{id}/targets" })
    .input(
      pageInput
        .extend(byId.shape)
        .extend({ state: z.enum(targetStates).optional(), search: z.string().trim().max(64).optional() }),
    )
    .output(pageOf(target)),
  /** Latest targets of one account, newest first. */
  ofAccount: procedure("deployments.read")
    .route({ method: "GET", path: "/accounts/{appId}/deployments" })
    .input(z.object({ appId }))
    .output(z.array(target.extend({ version: z.string() }))),
  preflight: procedure("deployments.read")
    .route({ method: "POST", path: "/deployments/preflight" })
    .input(preflightInput)
    .output(preflight),
  categories: procedure("deployments.read")
    .route({ method: "GET", path: "/accounts/{appId}/categories" })
    .input(z.object({ appId }))
    .output(z.array(reviewCategory)),
  create: procedure("deployments.create")
    .route({ method: "POST", path: "/deployments", successStatus: 201 })
    .input(createDeploymentInput)
    .output(deployment),
  pause: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/pause" })
    .input(byId)
    .output(deployment),
  resume: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/resume" })
    .input(byId)
    .output(deployment),
  /** Stops what has not been submitted; what WeChat already reviews stays there. */
  cancel: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/cancel" })
    .input(byId)
    .output(deployment),
  /** Failed and rejected targets (or the chosen ones) start again at the step that failed. */
  retry: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/retry" })
    .input(chosen)
    .output(deployment),
  skip: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/skip" })
    .input(chosen)
    .output(deployment),
  /** Committed targets go on to review. */
  submit: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/submit" })
    .input(chosen)
    .output(deployment),
  withdraw: procedure("deployments.control")
    .route({ method: "POST", path: "/deployments/{id}/withdraw" })
    .input(chosen)
    .output(deployment),
  /** Approved targets go live. */
  release: procedure("deployments.release")
    .route({ method: "POST", path: "/deployments/{id}/release" })
    .input(chosen)
    .output(deployment),
  rollBack: procedure("deployments.release")
    .route({ method: "POST", path: "/deployments/{id}/roll-back" })
    .input(chosen)
    .output(deployment),
  /** The trial version's QR code, a JPEG as a data URL. */
  trialQr: procedure("deployments.read")
    .route({ method: "GET", path: "/accounts/{appId}/trial-qr" })
    .input(z.object({ appId }))
    .output(z.object({ dataUrl: z.string() })),
};
