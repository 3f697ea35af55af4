"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const NowContext = createContext<number>(0);

/** Holds the time that server and browser agree on at first, and moves it every 10 s from then on. */
export function NowProvider({ initial, children }: { initial: number; children: ReactNode }) {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return <NowContext value={now}>{children}</NowContext>;
}

/** Now in ms since the epoch, moving every 10 s. */
export function useNowMs(): number {
  return useContext(NowContext);
}

/** Now in ms, moving every second while `active`: for a countdown. */
export function useSecondsNow(active = true): number {
  const start = useContext(NowContext);
  const [now, setNow] = useState(start);
  useEffect(() => {
    if (!active) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [active]);
  return now;
}
