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

/** Reads `name}`, `name, number}` or `name, plural, one {…} other {…}}`. */
function readArgument(text: string, at: number, names: Set<string>): number {
  const name = /^\s*(\w+)/.exec(text.slice(at))?.[1];
  if (name) names.add(`{${name}}`);
  let place = at;
  while (place < text.length) {
    if (text[place] === "}") return place + 1;
    place = text[place] === "{" ? readText(text, place + 1, names) : place + 1;
  }
  return place;
}
