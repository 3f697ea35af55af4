/** WeChat writes reasons with `<br>`; they are shown as text, never as markup. */
export function plainText(reason: string): string {
  return reason
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(nbsp|amp|lt|gt|quot);/g, (_, name: keyof typeof entities) => entities[name])
    .trim();
}

const entities = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"' };
