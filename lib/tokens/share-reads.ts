/** Reads under way, by name: the running one and the one that will follow it. */
export type Reads<Row> = Map<string, { running: Promise<Row>; next: Promise<Row> | null }>;

/**
 * Runs `read` once for all who ask while another read of the same name is under way: they share the one
 * that follows it, so that everybody gets what was read after they asked. Ten thousand callers of one
 * token cost two queries, not ten thousand in front of a pool of ten connections.
 */
export function shareReads<Row>(reads: Reads<Row>, name: string, read: () => Promise<Row>): Promise<Row> {
  const underWay = reads.get(name);
  if (underWay === undefined) return start(reads, name, read);
  const follow = () => start(reads, name, read);
  underWay.next ??= underWay.running.then(follow, follow);
  return underWay.next;
}

function start<Row>(reads: Reads<Row>, name: string, read: () => Promise<Row>): Promise<Row> {
  const running = read();
  const seat = { running, next: null };
  reads.set(name, seat);
  const leave = () => {
    if (seat.next === null) reads.delete(name);
  };
  running.then(leave, leave);
  return running;
}
