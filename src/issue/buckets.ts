/** Values under keys, any number under one. Most keys of an archive have one value, which then needs no list of its own. */
export class Buckets<K, T extends object | string> {
  #values = new Map<K, T | T[]>();

  get(key: K): readonly T[] {
    const found = this.#values.get(key);
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  /** Whether there is more than one value under a key. */
  isShared(key: K): boolean {
    return Array.isArray(this.#values.get(key));
  }

  add(key: K, value: T): void {
    const found = this.#values.get(key);
    if (found === undefined) this.#values.set(key, value);
    else if (Array.isArray(found)) found.push(value);
    else this.#values.set(key, [found, value]);
  }

  remove(key: K, value: T): void {
    const rest = this.get(key).filter((other) => other !== value);
    const [only] = rest;
    if (only === undefined) this.#values.delete(key);
    else this.#values.set(key, rest.length === 1 ? only : rest);
  }
}
