/** What the events page asks first: the server reads it with the page, so both must ask the same. */
export const firstEventsPage = { direction: "next", limit: 50 } as const;
