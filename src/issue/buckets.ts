/** Values under keys, any number under one. Most keys of an archive have one value, which then needs no list of its own. */
export class Buckets<K, T extends object | string> {
  #values = new Map<K, T | T[]>();
  /** How many keys have had more than one value: mostly none, and then there is nothing to look for. */
  #shared = 0;

  get(key: K): readonly T[] {
    const found = this.#values.get(key);
    return found === undefined ? [] : Array.isArray(found) ? found : [found];
  }

  /** Whether there is more than one value under a key. */
  isShared(key: K): boolean {
    return this.#shared > 0 && Array.isArray(this.#values.get(key));
  }

  add(key: K, value: T): void {
    const found = this.#values.get(key);
    if (found === undefined) this.#values.set(key, value);
    else if (Array.isArray(found)) found.push(value);
    else {
      this.#values.set(key, [found, value]);
      this.#shared++;
    }
  }

  remove(key: K, value: T): void {
    const rest = this.get(key).filter((other) => other !== value);
    const [only] = rest;
    if (only === undefined) this.#values.delete(key);
    else this.#values.set(key, rest.length === 1 ? only : rest);
  }
}
