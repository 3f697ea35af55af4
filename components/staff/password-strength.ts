const common = [
  "password",
  "passw0rd",
  "qwerty",
  "123456",
  "abc123",
  "letmein",
  "admin",
  "welcome",
  "iloveyou",
  "woaini",
  "hufu",
];

export type PasswordStrength = "short" | "weak" | "fair" | "strong";

/** Length that counts: repeats, runs (abcd, 4321) and well-known words count as one character each. */
function effectiveLength(password: string, known: readonly string[]): number {
  let text = password.toLowerCase();
  for (const word of [...common, ...known]) if (word.length >= 3) text = text.replaceAll(word.toLowerCase(), "*");
  let length = 0;
  let previous = Number.NaN;
  let step = Number.NaN;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const nextStep = code - previous;
    const inRun = Math.abs(nextStep) <= 1 && (nextStep === step || nextStep === 0);
    if (!inRun) length += 1;
    step = nextStep;
    previous = code;
  }
  return length;
}

/**
 * A rough estimate for the meter: entropy of the effective length over the alphabets in use.
 * @param known the person's own name and e-mail, which must not carry the password.
 */
export function passwordStrength(password: string, known: readonly string[] = []): PasswordStrength {
  if ([...password].length < 12) return "short";
  const alphabets = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
  const sizes = [26, 26, 10, 40];
  const alphabet = alphabets.reduce((sum, pattern, i) => sum + (pattern.test(password) ? (sizes[i] ?? 0) : 0), 0);
  const bits = effectiveLength(password, known) * Math.log2(Math.max(alphabet, 2));
  if (bits < 50) return "weak";
  return bits < 90 ? "fair" : "strong";
}
