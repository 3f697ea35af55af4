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
const CHUNK = 4_096;

/**
 * Every call and push in order; append-only. The latest half million are kept, column by column:
 * objects would take three times the memory, and what is built anew for each reader cannot be changed.
 */
export class Ledger {
  readonly #chunks: Chunk[] = [];
  #next = 1;
  #watcher: ((entry: Omit<LedgerEntry, "seq">) => void) | null = null;

  /** Hands each further entry to `watcher`. */
  watch(watcher: (entry: Omit<LedgerEntry, "seq">) => void): void {
    this.#watcher = watcher;
  }

  add(entry: Omit<LedgerEntry, "seq">): void {
    let chunk = this.#chunks.at(-1);
    if (!chunk || chunk.size === CHUNK) {
      chunk = new Chunk(this.#next);
      this.#chunks.push(chunk);
      if (this.#chunks.length > Math.ceil(KEPT / CHUNK) + 1) this.#chunks.shift();
    }
    chunk.add(entry);
    this.#next++;
    this.#watcher?.(entry);
  }

  /** Entries with a seq above `seq`, at most `limit` of them. */
  since(seq: number, limit = Number.POSITIVE_INFINITY): readonly LedgerEntry[] {
    const first = this.#chunks[0]?.firstSeq ?? this.#next;
    const entries: LedgerEntry[] = [];
    for (let wanted = Math.max(seq + 1, first); wanted < this.#next && entries.length < limit; wanted++) {
      const place = wanted - first;
      entries.push((this.#chunks[Math.floor(place / CHUNK)] as Chunk).read(place % CHUNK));
    }
    return entries;
  }

  get last(): number {
    return this.#next - 1;
  }
}

class Chunk {
  readonly firstSeq: number;
  size = 0;
  readonly #at = new Float64Array(CHUNK);
  readonly #status = new Uint16Array(CHUNK);
  readonly #errcode = new Int32Array(CHUNK);
  readonly #pushed = new Uint8Array(CHUNK);
  readonly #texts: (string | null | undefined)[] = [];

  constructor(firstSeq: number) {
    this.firstSeq = firstSeq;
  }

  add(entry: Omit<LedgerEntry, "seq">): void {
    const place = this.size++;
    this.#at[place] = entry.at;
    this.#status[place] = entry.status;
    this.#errcode[place] = entry.errcode;
    this.#pushed[place] = entry.direction === "push" ? 1 : 0;
    this.#texts.push(entry.method, entry.path, entry.kind, entry.appid, entry.component_appid);
  }

  read(place: number): LedgerEntry {
    const [method, path, kind, appid, component] = this.#texts.slice(place * 5, place * 5 + 5);
    return {
      seq: this.firstSeq + place,
      at: this.#at[place] as number,
      direction: this.#pushed[place] === 1 ? "push" : "call",
      method: method as string,
      path: path as string,
      ...(typeof kind === "string" && { kind }),
      appid: appid ?? null,
      component_appid: component ?? null,
      status: this.#status[place] as number,
      errcode: this.#errcode[place] as number,
    };
  }
}
