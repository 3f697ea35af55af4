/** Names of an ICU message's arguments `{name}` and tags `<name>`, sorted, those inside plural branches too. */
export function placeholdersOf(text: string): string[] {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/<(\w+)>/g)) names.add(`<${name}>`);
  readText(text, 0, names);
  return [...names].sort();
}

/** Reads literal text from `at` to its closing brace or the end; gives the place after it. */
function readText(text: string, at: number, names: Set<string>): number {
  let place = at;
  while (place < text.length) {
    if (text[place] === "}") return place + 1;
    place = text[place] === "{" ? readArgument(text, place + 1, names) : place + 1;
  }
  return place;
}

/**
 * Reads `name}`, `name, number}` or `name, plural, one {…} other {…}}`. A plural that never prints its number
 * is grammar of one language, not something both must say.
 */
function readArgument(text: string, at: number, names: Set<string>): number {
  const [, name, kind] = /^\s*(\w+)\s*(?:,\s*(\w+))?/.exec(text.slice(at)) ?? [];
  let place = at;
  while (place < text.length && text[place] !== "}") {
    place = text[place] === "{" ? readText(text, place + 1, names) : place + 1;
  }
  const silent = kind === "plural" && !text.slice(at, place).includes("#");
  if (name && !silent) names.add(`{${name}}`);
  return place + 1;
}
