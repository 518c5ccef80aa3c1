/**
 * Numbers in groups, each group under a number of its own. An archive has half a million of them: in maps and lists they
 * would take ten times the memory and the time.
 */
export class Groups {
  // Open addressing: a group is at its key's slot, or at the next free one. A group that was emptied keeps its slot.
  #keys = new Int32Array(1024);
  #firsts = new Int32Array(1024).fill(free);
  #sizes = new Int32Array(1024);
  #taken = 0;
  /** After each member, the next one of its group. */
  #nexts = new Int32Array(1024);

  /** How many members a group has. */
  sizeOf(key: number): number {
    return this.#sizes[this.#slotOf(key)] ?? 0;
  }

  /** The members of a group, in no particular order. */
  membersOf(key: number): number[] {
    const members: number[] = [];
    for (let at = this.#firsts[this.#slotOf(key)] ?? end; at >= 0; at = this.#nexts[at] ?? end) members.push(at);
    return members;
  }

  /** @param member from 0; in one group only, and there once */
  add(key: number, member: number): void {
    if (this.#taken * 2 > this.#keys.length) this.#grow();
    if (member >= this.#nexts.length) this.#nexts = enlarge(this.#nexts, Math.max(member + 1, this.#nexts.length * 2));
    const slot = this.#slotOf(key);
    const first = this.#firsts[slot] ?? free;
    if (first === free) {
      this.#keys[slot] = key;
      this.#taken++;
    }
    this.#nexts[member] = first === free ? end : first;
    this.#firsts[slot] = member;
    this.#sizes[slot] = (this.#sizes[slot] ?? 0) + 1;
  }

  remove(key: number, member: number): void {
    const slot = this.#slotOf(key);
    const rest = this.membersOf(key).filter((other) => other !== member);
    if (rest.length === this.#sizes[slot]) return;
    this.#firsts[slot] = rest[0] ?? end;
    rest.forEach((other, index) => (this.#nexts[other] = rest[index + 1] ?? end));
    this.#sizes[slot] = rest.length;
  }

  /** The slot of a key's group, or the one where it would be. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(key ^ (key >>> 16), 0x45d9f3b) >>> 7) & mask;
    while (this.#firsts[slot] !== free && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, firsts, sizes] = [this.#keys, this.#firsts, this.#sizes];
    this.#keys = new Int32Array(keys.length * 4);
    this.#firsts = new Int32Array(keys.length * 4).fill(free);
    this.#sizes = new Int32Array(keys.length * 4);
    keys.forEach((key, old) => {
      if (firsts[old] === free) return;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#firsts[slot] = firsts[old] ?? end;
      this.#sizes[slot] = sizes[old] ?? 0;
    });
  }
}

/** The first member of a slot without a group, and what comes after the last member of one. */
const free = -1;
const end = -2;

function enlarge(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}
