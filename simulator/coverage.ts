/** Unknown paths that are remembered; a client's typo in a loop must not fill the memory. */
const UNKNOWN_KEPT = 200;

/** Counts endpoint × errcode, for `GET /_sim/coverage`. */
export class Coverage {
  readonly #counts = new Map<string, Map<number, number>>();
  readonly #unknown = new Map<string, number>();

  count(path: string, errcode: number): void {
    let codes = this.#counts.get(path);
    if (!codes) {
      codes = new Map();
      this.#counts.set(path, codes);
    }
    codes.set(errcode, (codes.get(errcode) ?? 0) + 1);
  }

  /** Counts a call of a path that the simulator does not have. */
  countUnknown(method: string, path: string): void {
    const name = `${method} ${path}`;
    const times = this.#unknown.get(name);
    if (times !== undefined || this.#unknown.size < UNKNOWN_KEPT) this.#unknown.set(name, (times ?? 0) + 1);
  }

  /** `{errcode: times}` of one endpoint. */
  of(path: string): Record<string, number> {
    return Object.fromEntries(this.#counts.get(path) ?? []);
  }

  /** `{"METHOD /path": times}` of calls that no endpoint answers. */
  get unknown(): Record<string, number> {
    return Object.fromEntries(this.#unknown);
  }
}
