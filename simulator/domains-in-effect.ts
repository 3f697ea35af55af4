import { DOMAIN_KINDS, type DomainLists, type MiniProgram } from "./mini-program-model.ts";

/** Domains set directly hold from the next commit or release on (wire G.1). */
export function putDirectDomainsInEffect(program: MiniProgram): void {
  program.domains.directInEffect = copyDomains(program.domains.direct);
  program.webview.directInEffect = [...program.webview.direct];
}

/** The six lists once more, to be changed on their own. */
export function copyDomains(lists: DomainLists): DomainLists {
  return Object.fromEntries(DOMAIN_KINDS.map((kind) => [kind, [...lists[kind]]])) as DomainLists;
}
