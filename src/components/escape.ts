/** A text as a part of HTML: between tags, or in an attribute in double quotes. */
export function escape(text: string): string {
  return text.replace(/[&<"]/g, (character) => references[character] ?? character);
}

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
