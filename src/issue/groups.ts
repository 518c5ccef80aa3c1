/**
 * Numbers from zero on in groups, each group under a key that its members tell. An archive has half a million of them: in
 * maps and lists they would take ten times the memory and the time.
 */
export class Groups {
  #keyOf: (member: number) => number | undefined;
  /** For each group its key and its newest member, at the key's slot or at the next free one. */
  #slots = createSlots(1024);
  #taken = 0;
  /** Before each member, the one of its group that came before it. */
  #before: Int32Array;
  /** Which members have others in their group. */
  #shared: Uint8Array;

  /**
   * @param end one more than the last member
   * @param keyOf always the same for a member; nothing where it belongs to no group
   * @param some all members of the groups that anybody will ask for, the first one first; without them, a group of one
   *   counts as none
   */
  constructor(end: number, keyOf: (member: number) => number | undefined, some?: readonly number[]) {
    this.#keyOf = keyOf;
    this.#before = new Int32Array(end);
    this.#shared = new Uint8Array(end);
    if (some) for (const member of some) this.#put(keyOf(member), member);
    else this.#putRepeated(end);
  }

  /** Whether a member has others in its group; where not, there is nothing to look for. */
  isShared(member: number): boolean {
    return this.#shared[member] === 1;
  }

  /**
   * The members of a group, the last first.
   *
   * @param most where there are more, the list ends after one more than these
   */
  membersOf(key: number, most = Infinity): number[] {
    const members: number[] = [];
    let member = this.#slots[this.#find(key) + 1] ?? free;
    for (; member >= 0 && members.length <= most; member = this.#before[member] ?? none) members.push(member);
    return members;
  }

  /** Puts the members whose keys may be those of more than one: most of an archive's are alone, and a look at a few bits tells. */
  #putRepeated(end: number): void {
    const size = 2 ** Math.max(5, Math.ceil(Math.log2(end * 16)));
    const [once, twice] = [new Uint32Array(size / 32), new Uint32Array(size / 32)];
    const shift = Math.clz32(size - 1);
    for (let member = 0; member < end; member++) {
      const key = this.#keyOf(member);
      if (key === undefined) continue;
      const bit = spread(key) >>> shift;
      const mask = 1 << (bit & 31);
      if (((once[bit >>> 5] ?? 0) & mask) !== 0) twice[bit >>> 5] = (twice[bit >>> 5] ?? 0) | mask;
      else once[bit >>> 5] = (once[bit >>> 5] ?? 0) | mask;
    }
    for (let member = 0; member < end; member++) {
      const key = this.#keyOf(member);
      if (key === undefined) continue;
      const bit = spread(key) >>> shift;
      if (((twice[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0) this.#put(key, member);
    }
  }

  #put(key: number | undefined, member: number): void {
    if (key === undefined) return;
    if (this.#taken * 3 > this.#slots.length) this.#grow();
    const at = this.#find(key);
    const last = this.#slots[at + 1] ?? free;
    if (last === free) this.#taken++;
    else this.#shared[last] = 1;
    this.#shared[member] = last === free ? 0 : 1;
    this.#before[member] = last === free ? none : last;
    this.#slots[at] = key;
    this.#slots[at + 1] = member;
  }

  /** Where a key's group is, or would be. */
  #find(key: number): number {
    const slots = this.#slots;
    const last = slots.length - 2;
    // As many of the high bits as there are slots.
    let at = (spread(key) >>> Math.clz32(last >>> 1)) * 2;
    while (slots[at + 1] !== free && slots[at] !== key) at = at === last ? 0 : at + 2;
    return at;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = createSlots(before.length);
    for (let old = 0; old < before.length; old += 2) {
      const [key = 0, member = free] = [before[old], before[old + 1]];
      if (member === free) continue;
      const at = this.#find(key);
      this.#slots[at] = key;
      this.#slots[at + 1] = member;
    }
  }
}

/** A slot without a group; what is before the first member of one. */
const free = -1;
const none = -2;

function createSlots(count: number): Int32Array {
  return new Int32Array(count * 2).fill(free);
}

/** A number whose high bits depend on all bits of a key. */
export function spread(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 0;
}
