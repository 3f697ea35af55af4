"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

interface ShellState {
  paletteOpen: boolean;
  setPaletteOpen: (open: boolean) => void;
  drawerOpen: boolean;
  setDrawerOpen: (open: boolean) => void;
  keysOpen: boolean;
  setKeysOpen: (open: boolean) => void;
}

const ShellContext = createContext<ShellState | null>(null);

/** What of the shell is open. */
export function ShellProvider({ children }: { children: ReactNode }) {
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const state = useMemo(
    () => ({ paletteOpen, setPaletteOpen, drawerOpen, setDrawerOpen, keysOpen, setKeysOpen }),
    [paletteOpen, drawerOpen, keysOpen],
  );
  return <ShellContext value={state}>{children}</ShellContext>;
}

export function useShell(): ShellState {
  const state = useContext(ShellContext);
  if (!state) throw new Error("useShell outside of ShellProvider");
  return state;
}
