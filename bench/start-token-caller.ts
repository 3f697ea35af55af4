import { fork } from "node:child_process";
import { once } from "node:events";

export type Command =
  | { kind: "advance"; ms: number }
  | { kind: "use"; account: { componentAppId: string; appId: string }; callers: number };

export interface Answer {
  /** The different tokens that the callers were given. */
  tokens: string[];
  failures: string[];
  /** From the first caller's start to the last one's end. */
  ms: number;
}

export interface TokenCaller {
  pid: number;
  /** Sends a command; resolves with its answer. A command may be sent while another is under way. */
  tell(command: Command): Promise<Answer>;
  /** Stops the process for good, also when it is paused. */
  close(): Promise<void>;
}

/** Starts bench/token-caller.ts as a process of its own; resolves when its database is open. */
export async function startTokenCaller(environment: Record<string, string>): Promise<TokenCaller> {
  const child = fork("bench/token-caller.ts", { env: { ...process.env, ...environment }, execArgv: [] });
  const ended = once(child, "exit");
  const open = new Map<number, (answer: Answer) => void>();
  let sent = 0;
  const died = ended.then(([code, signal]) => {
    throw new Error(`A token caller ended: ${code ?? signal}`);
  });
  died.catch(() => undefined);
  child.on("message", ({ id, answer }: { id: number; answer: Answer }) => open.get(id)?.(answer));
  const answerTo = (id: number) => Promise.race([new Promise<Answer>((resolve) => open.set(id, resolve)), died]);
  await answerTo(sent);
  return {
    pid: child.pid as number,
    tell(command) {
      sent += 1;
      const answer = answerTo(sent);
      child.send({ id: sent, command });
      return answer;
    },
    async close() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
