"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMs = 1_000;
const atMost = 120;

/** Draws the page again until WeChat's signed event has come; gives up after two minutes. */
export function RefreshWhileWaiting() {
  const router = useRouter();
  useEffect(() => {
    let left = atMost;
    const timer = setInterval(() => {
      if (document.visibilityState === "hidden") return;
      left -= 1;
      if (left < 0) clearInterval(timer);
      else router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
