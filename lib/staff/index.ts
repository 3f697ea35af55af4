export { prepareFirstOwner } from "./first-owner.ts";
export { signOut } from "./manage-sessions.ts";
export { pruneSignIns } from "./prune.job.ts";
export { staffRouter } from "./router.ts";
export { actorOfSession, contextOfSession, sessionIdleMs, sessionLifeMs } from "./sessions.ts";
export { type SignedIn, signIn, signInProblem } from "./sign-in.ts";
