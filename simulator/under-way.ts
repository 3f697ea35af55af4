/** Counts pushes that were sent and not yet answered. */
export class UnderWay {
  #count = 0;
  #waiting: { readonly most: number; readonly resolve: () => void }[] = [];

  get count(): number {
    return this.#count;
  }

  /** Counts `work` until it is done. */
  async track(work: () => Promise<void>): Promise<void> {
    this.#count++;
    try {
      await work();
    } finally {
      this.#count--;
      const waiting = this.#waiting;
      this.#waiting = waiting.filter(({ most }) => this.#count > most);
      for (const { most, resolve } of waiting) if (this.#count <= most) resolve();
    }
  }

  /** Resolves once at most `most` are under way, or after `timeoutMs` of real time; tells which. */
  below(most: number, timeoutMs: number): Promise<boolean> {
    if (this.#count <= most) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiter = {
        most,
        resolve: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiter);
        resolve(false);
      }, timeoutMs);
      this.#waiting.push(waiter);
    });
  }
}
