/** Counts endpoint × errcode, for `GET /_sim/coverage`. */
export class Coverage {
  readonly #counts = new Map<string, Map<number, number>>();

  count(path: string, errcode: number): void {
    const codes = this.#counts.get(path) ?? new Map<number, number>();
    this.#counts.set(path, codes);
    codes.set(errcode, (codes.get(errcode) ?? 0) + 1);
  }

  /** `{errcode: times}` of one endpoint. */
  of(path: string): Record<string, number> {
    return Object.fromEntries(this.#counts.get(path) ?? []);
  }
}
