/** What this browser remembers for the reader. Nothing of it is ever sent. A browser that forbids it remembers nothing. */
type Name = 'scheme' | 'keys' | 'seen' | 'since';

export function recall(name: Name, store: () => Storage = () => localStorage): string | undefined {
  try {
    return store().getItem(`dateline:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a value, or forgets it. */
export function remember(name: Name, value: string | undefined, store: () => Storage = () => localStorage): void {
  try {
    if (value === undefined) store().removeItem(`dateline:${name}`);
    else store().setItem(`dateline:${name}`, value);
  } catch {
    // It is a comfort only.
  }
}
