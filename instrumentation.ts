/** `next dev` and `next start` do the background work here; server.ts does it by itself, once it listens. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { getServices, isBackgroundDeferred, startBackground } = await import("#lib/runtime/index.ts");
  if (!isBackgroundDeferred()) await startBackground(await getServices());
}
