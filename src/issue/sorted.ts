/** How many values, from the first one on, pass a test that the rest do not pass. */
export function countFirst<T>(values: readonly T[], passes: (value: T) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle];
    if (value !== undefined && passes(value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
