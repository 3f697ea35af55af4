const longestText = 600;
const mostGrams = 24;

/** Text as it is searched: NFKC, lower case, runs of white space as one blank. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** Several fields folded into one searchable text; the line breaks keep a search from crossing fields. */
export function foldAll(fields: readonly (string | null | undefined)[]): string {
  return fields
    .filter((field): field is string => typeof field === "string" && field !== "")
    .map(fold)
    .join("\n")
    .slice(0, longestText);
}

/** Every single character and every adjacent pair of a folded text: what the index holds. */
export function gramsOf(folded: string): string[] {
  const grams = new Set<string>();
  for (const field of folded.split("\n")) {
    const characters = [...field];
    characters.forEach((character, at) => {
      if (character !== " ") grams.add(character);
      const next = characters[at + 1];
      if (next !== undefined) grams.add(character + next);
    });
  }
  return [...grams];
}

/**
 * The grams a text must all hold to be worth rechecking with `folded.includes(query)`: one character is
 * itself, longer queries are their pairs. Empty when there is nothing to look for.
 */
export function queryGrams(query: string): string[] {
  const characters = [...fold(query)];
  if (characters.length < 2) return characters;
  const pairs = new Set(characters.slice(0, -1).map((character, at) => character + characters[at + 1]));
  return [...pairs].slice(0, mostGrams);
}

/** A gram as an FTS5 token: hex code points joined by `x` (`5976x96ea`), so that no tokenizer splits it. */
export function gramToken(gram: string): string {
  return [...gram].map((character) => (character.codePointAt(0) ?? 0).toString(16)).join("x");
}
