/** Counts endpoint × errcode, for `GET /_sim/coverage`. */
export class Coverage {
  readonly #counts = new Map<string, Map<number, number>>();

  count(path: string, errcode: number): void {
    let codes = this.#counts.get(path);
    if (!codes) this.#counts.set(path, (codes = new Map()));
    codes.set(errcode, (codes.get(errcode) ?? 0) + 1);
  }

  /** `{errcode: times}` of one endpoint. */
  of(path: string): Record<string, number> {
    return Object.fromEntries(this.#counts.get(path) ?? []);
  }
}
