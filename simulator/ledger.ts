/** One call or push; the field names are part of the control API. */
export interface LedgerEntry {
  readonly seq: number;
  /** Milliseconds since the epoch, virtual. */
  readonly at: number;
  readonly direction: "call" | "push";
  readonly method: string;
  /** Without the query, so that no token can be in it. */
  readonly path: string;
  /** InfoType or Event of a push. */
  readonly kind?: string;
  readonly appid: string | null;
  readonly component_appid: string | null;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly errcode: number;
}

const KEPT = 500_000;

/** Every call and push in order; append-only, the oldest fall out beyond half a million. */
export class Ledger {
  #entries: LedgerEntry[] = [];
  #next = 1;

  add(entry: Omit<LedgerEntry, "seq">): void {
    this.#entries.push({ seq: this.#next++, ...entry });
    if (this.#entries.length > KEPT * 1.2) {
      this.#entries = this.#entries.slice(-KEPT);
    }
  }

  /** Entries with a seq above `seq`. */
  since(seq: number): readonly LedgerEntry[] {
    const first = this.#entries[0]?.seq ?? this.#next;
    return this.#entries.slice(Math.max(0, seq + 1 - first));
  }

  get last(): number {
    return this.#next - 1;
  }
}
