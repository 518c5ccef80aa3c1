/**
 * Numbers in groups, each group under a key that its members tell. An archive has half a million of them: in maps and
 * lists they would take ten times the memory and the time.
 */
export class Groups {
  #keyOf: (member: number) => number | undefined;
  /** For each group its key and its newest member, at the key's slot or at the next free one. */
  #slots = createSlots(1024);
  #taken = 0;
  /** Before each member, the one of its group that came before it. */
  #before = new Int32Array(1024);
  /** Which members have others in their group, or had once. */
  #shared = new Uint8Array(1024);
  /** Members up to this one may be alone in a group that was not made. */
  #skipped = 0;

  /** @param keyOf always the same for a member; nothing where it belongs to no group */
  constructor(keyOf: (member: number) => number | undefined) {
    this.#keyOf = keyOf;
  }

  /** Whether a member may have others in its group; where not, there is nothing to look for. */
  isShared(member: number): boolean {
    return this.#shared[member] === 1;
  }

  /**
   * The members of a group that is shared, the newest first.
   *
   * @param most where there are more, the list ends after one more than these
   */
  membersOf(key: number, most = Infinity): number[] {
    const members: number[] = [];
    let member = this.#slots[this.#find(key) + 1] ?? free;
    for (; member >= 0 && members.length <= most; member = this.#before[member] ?? none) members.push(member);
    return members;
  }

  /**
   * Begins with all members below a number. Most of an archive's are alone in their group: a look at a few bits tells,
   * and none is made for them until something else is added or removed.
   *
   * @param shared all those that share their group, where that is known
   */
  fill(end: number, shared?: Int32Array): void {
    if (end > this.#before.length) this.#makeRoom(end);
    this.#skipped = end;
    if (shared) {
      this.#before.fill(skipped, 0, end);
      for (const member of shared) this.#put(this.#keyOf(member) ?? 0, member);
      return;
    }
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
      else this.#before[member] = skipped;
    }
  }

  /** @param member from 0; it is not there yet */
  add(member: number): void {
    this.#addSkipped();
    const key = this.#keyOf(member);
    if (key !== undefined) this.#put(key, member);
  }

  remove(member: number): void {
    this.#addSkipped();
    const key = this.#keyOf(member);
    if (key === undefined) return;
    const at = this.#find(key);
    const rest = this.membersOf(key).filter((other) => other !== member);
    const [newest] = rest;
    rest.forEach((other, index) => (this.#before[other] = rest[index + 1] ?? none));
    if (newest !== undefined) this.#slots[at + 1] = newest;
    else this.#vacate(at);
  }

  #addSkipped(): void {
    const end = this.#skipped;
    this.#skipped = 0;
    for (let member = 0; member < end; member++) {
      const key = this.#before[member] === skipped ? this.#keyOf(member) : undefined;
      if (key !== undefined) this.#put(key, member);
    }
  }

  #put(key: number, member: number): void {
    if (this.#taken * 3 > this.#slots.length) this.#grow();
    if (member >= this.#before.length) this.#makeRoom(member + 1);
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

  /** Empties a slot, and puts the groups anew that stand behind it because it was taken. */
  #vacate(at: number): void {
    const slots = this.#slots;
    slots[at + 1] = free;
    this.#taken--;
    for (let next = (at + 2) % slots.length; ; next = (next + 2) % slots.length) {
      const [key = 0, member = free] = [slots[next], slots[next + 1]];
      if (member === free) return;
      slots[next + 1] = free;
      const better = this.#find(key);
      slots[better] = key;
      slots[better + 1] = member;
    }
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

  #makeRoom(members: number): void {
    const length = Math.max(members, this.#before.length * 2);
    const [before, shared] = [this.#before, this.#shared];
    this.#before = new Int32Array(length);
    this.#before.set(before);
    this.#shared = new Uint8Array(length);
    this.#shared.set(shared);
  }
}

/** A slot without a group; what is before the first member of one, and before a member whose group was not made. */
const free = -1;
const none = -2;
const skipped = -3;

function createSlots(count: number): Int32Array {
  return new Int32Array(count * 2).fill(free);
}

/** A number whose high bits depend on all bits of a key. */
function spread(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 0;
}
