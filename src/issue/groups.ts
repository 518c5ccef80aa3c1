/**
 * Numbers in groups, each group under a number of its own. An archive has half a million of them: in maps and lists they
 * would take ten times the memory and the time.
 */
export class Groups {
  /**
   * Three numbers for each group: its key, its first member, its size. It is at its key's slot, or at the next free one;
   * one that was emptied stays. What is looked up together is together in memory.
   */
  #slots = createSlots(1024);
  #taken = 0;
  /** After each member, the next one of its group. */
  #nexts = new Int32Array(1024);
  /** Which members have others in their group, or had once. */
  #shared = new Uint8Array(1024);

  /** Whether a member may have others in its group; where not, its group need not be looked for. */
  isShared(member: number): boolean {
    return this.#shared[member] === 1;
  }

  /** How many members a group has. */
  sizeOf(key: number): number {
    return Math.max(0, this.#slots[this.#find(key) + 2] ?? 0);
  }

  /** The members of a group, in no particular order. */
  membersOf(key: number): number[] {
    const members: number[] = [];
    for (let at = this.#slots[this.#find(key) + 1] ?? end; at >= 0; at = this.#nexts[at] ?? end) members.push(at);
    return members;
  }

  /** @param member from 0; in one group only, and there once */
  add(key: number, member: number): void {
    if (this.#taken * slotSize * 2 > this.#slots.length) this.#grow();
    if (member >= this.#nexts.length) this.#makeRoom(member + 1);
    const at = this.#find(key);
    const first = this.#slots[at + 1] ?? free;
    if (first === free) this.#taken++;
    this.#shared[member] = first >= 0 ? 1 : 0;
    if (first >= 0) this.#shared[first] = 1;
    this.#nexts[member] = first === free ? end : first;
    this.#put(at, key, member, first === free ? 1 : (this.#slots[at + 2] ?? 0) + 1);
  }

  remove(key: number, member: number): void {
    const at = this.#find(key);
    const members = this.membersOf(key);
    const rest = members.filter((other) => other !== member);
    if (rest.length === members.length) return;
    this.#put(at, key, rest[0] ?? end, rest.length);
    rest.forEach((other, index) => (this.#nexts[other] = rest[index + 1] ?? end));
  }

  /** Where a key's group is, or would be. */
  #find(key: number): number {
    const slots = this.#slots;
    const last = slots.length - slotSize;
    // The high bits of the product depend on all bits of the key.
    let at = Math.floor(((Math.imul(key, 0x9e3779b1) >>> 0) / 2 ** 32) * (slots.length / slotSize)) * slotSize;
    while (slots[at + 1] !== free && slots[at] !== key) at = at === last ? 0 : at + slotSize;
    return at;
  }

  #put(at: number, key: number, first: number, size: number): void {
    this.#slots[at] = key;
    this.#slots[at + 1] = first;
    this.#slots[at + 2] = size;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = createSlots((before.length / slotSize) * 4);
    for (let at = 0; at < before.length; at += slotSize) {
      const key = before[at] ?? 0;
      const first = before[at + 1] ?? free;
      if (first !== free) this.#put(this.#find(key), key, first, before[at + 2] ?? 0);
    }
  }

  #makeRoom(members: number): void {
    const length = Math.max(members, this.#nexts.length * 2);
    const [nexts, shared] = [this.#nexts, this.#shared];
    this.#nexts = new Int32Array(length);
    this.#nexts.set(nexts);
    this.#shared = new Uint8Array(length);
    this.#shared.set(shared);
  }
}

const slotSize = 3;

/** The first member of a slot without a group, and what comes after the last member of one. */
const free = -1;
const end = -2;

function createSlots(count: number): Int32Array {
  return new Int32Array(count * slotSize).fill(free);
}
