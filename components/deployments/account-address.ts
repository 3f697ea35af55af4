/** As many as one deployment may have. */
export const mostAccounts = 5_000;
/** More AppIDs than this go behind the `#`: a server refuses addresses of more than some kilobytes. */
const mostInQuery = 200;
const appIdShape = /^wx[0-9a-zA-Z_-]{4,60}$/;

/** AppIDs of an address: `?accounts=a,b` for some, `#accounts=a,b,…` for thousands. */
export function readAccounts(query: string | null, fragment: string): string[] {
  const behind = new URLSearchParams(fragment.replace(/^#/, "")).get("accounts");
  const ids = [query, behind].flatMap((text) => (text ?? "").split(","));
  return [...new Set(ids.filter((id) => appIdShape.test(id)))].slice(0, mostAccounts);
}

/** The address of this page with these accounts in it. */
export function writeAccounts(href: string, ids: readonly string[]): string {
  const url = new URL(href);
  url.searchParams.delete("accounts");
  url.hash = "";
  const query = url.searchParams.toString();
  const base = url.pathname + (query ? `?${query}` : "");
  if (ids.length === 0) return base;
  // Commas are written as they are: AppIDs have none, and the address stays readable.
  if (ids.length > mostInQuery) return `${base}#accounts=${ids.join(",")}`;
  return `${base}${query ? "&" : "?"}accounts=${ids.join(",")}`;
}
