/** Set by server.ts on every request, over whatever a client sent under these names. */
export const addressHeader = "x-hufu-address";
export const requestIdHeader = "x-request-id";
