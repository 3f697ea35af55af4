/**
 * One instance per process, whatever the number of module copies: Node, instrumentation, routes and
 * pages each load their own copy of a file, and a second database writer in one process deadlocks.
 */
export function once<T>(name: string, make: () => T): T {
  const shared = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`hufu.${name}`);
  const found = shared[key];
  if (found !== undefined) return found;
  const made = make();
  shared[key] = made;
  return made;
}
