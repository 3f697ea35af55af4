/** Input of the list as the address without parameters gives it: the same object, so the same query key. */
export const firstAccountsPage = { direction: "next", limit: 50, sort: "authorized", order: "desc" } as const;
