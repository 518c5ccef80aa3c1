/** A text as it stands between tags, in HTML and in XML: what would begin a tag or a reference is written as a reference. */
export function escape(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;');
}

/** The same as the value of an attribute, which stands in double quotes. */
export function escapeValue(text: string): string {
  return escape(text).replaceAll('"', '&#x22;');
}
