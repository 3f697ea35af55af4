/** Writes a mistake of the simulator itself to stderr; refusals of calls never come here. */
export function reportMistake(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : error;
  process.stderr.write(`simulator: ${String(text)}\n`);
}
