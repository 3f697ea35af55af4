"use client";

import { useProblem } from "#components/ui/problem.ts";

/** An API error in one or two sentences, for a toast or a form. `ErrorState` and `ErrorNote` show all of it. */
export function useErrorMessage(): (error: unknown) => string {
  const problemOf = useProblem();
  return (error) => {
    const { message, next } = problemOf(error);
    return next ? `${message} ${next}` : message;
  };
}
