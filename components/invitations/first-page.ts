/** Input of the list as the address without parameters gives it: the same object, so the same query key. */
export const firstInvitationsPage = { direction: "next", limit: 50, state: "open" } as const;
