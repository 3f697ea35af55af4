import { implement } from "@orpc/server";
import type { Context } from "#lib/core/context.ts";
import { deploymentsContract } from "./contract.ts";
import { cancelDeployment, pauseDeployment, resumeDeployment } from "./control-deployment.ts";
import { createDeployment } from "./create-deployment.ts";
import { getDeployment, listDeployments } from "./list-deployments.ts";
import { listTargets, listTargetsOfAccount } from "./list-targets.ts";
import { preflight } from "./preflight.ts";
import { listCategories, readTrialQr } from "./read-trial-qr.ts";
import { releaseTargets } from "./release-targets.ts";
import { retryTargets } from "./retry-targets.ts";
import { rollBackTargets } from "./roll-back-targets.ts";
import { skipTargets } from "./skip-targets.ts";
import { submitTargets } from "./submit-targets.ts";
import { withdrawTargets } from "./withdraw-targets.ts";

const os = implement(deploymentsContract).$context<Context>();

export const deploymentsRouter = os.router({
  list: os.list.handler(({ context, input }) => listDeployments(context, input)),
  get: os.get.handler(({ context, input }) => getDeployment(context, input)),
  targets: os.targets.handler(({ context, input }) => listTargets(context, input)),
  ofAccount: os.ofAccount.handler(({ context, input }) => listTargetsOfAccount(context, input)),
  preflight: os.preflight.handler(({ context, input }) => preflight(context, input)),
  categories: os.categories.handler(({ context, input }) => listCategories(context, input)),
  create: os.create.handler(({ context, input }) => createDeployment(context, input)),
  pause: os.pause.handler(({ context, input }) => pauseDeployment(context, input)),
  resume: os.resume.handler(({ context, input }) => resumeDeployment(context, input)),
  cancel: os.cancel.handler(({ context, input }) => cancelDeployment(context, input)),
  retry: os.retry.handler(({ context, input }) => retryTargets(context, input)),
  skip: os.skip.handler(({ context, input }) => skipTargets(context, input)),
  submit: os.submit.handler(({ context, input }) => submitTargets(context, input)),
  withdraw: os.withdraw.handler(({ context, input }) => withdrawTargets(context, input)),
  release: os.release.handler(({ context, input }) => releaseTargets(context, input)),
  rollBack: os.rollBack.handler(({ context, input }) => rollBackTargets(context, input)),
  trialQr: os.trialQr.handler(({ context, input }) => readTrialQr(context, input)),
});
