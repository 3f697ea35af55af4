export { listAudit } from "./list-audit.ts";
export { type AuditRecord, recordAudit } from "./record-audit.ts";
export { auditRouter } from "./router.ts";
export { checkChain, checkWholeChain } from "./verify-chain.job.ts";
export { verifyChain } from "./verify-chain.ts";
