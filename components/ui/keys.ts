/**
 * Whether a plain key belongs to the page: no modifier, no composition, nobody typing, no dialog or menu open.
 */
export function keysAreFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return false;
  const target = event.target as HTMLElement | null;
  if (target?.isContentEditable) return false;
  const field = target?.closest("input, textarea, select");
  if (field && !(field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type))) return false;
  return !document.querySelector("[role=dialog], [role=alertdialog], [role=menu]");
}
