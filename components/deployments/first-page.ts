/** Inputs of the lists as an address without parameters gives them: the same objects, so the same query keys. */
export const firstDeploymentsPage = { direction: "next", limit: 50 } as const;
export const firstTargetsPage = { direction: "next", limit: 50 } as const;
