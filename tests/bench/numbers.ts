/** The middle one of some numbers, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  if (low === undefined || high === undefined) throw new RangeError('no number has no median');
  return (low + high) / 2;
}

/** `0.045 s`, `8.20 s` or `125 s`: three digits tell more than a run can. */
export function writeSeconds(seconds: number): string {
  return `${writeDigits(seconds)} s`;
}

/** `0.42`, `1.00` or `12.5`. */
export function writeRatio(of: number, to: number): string {
  return writeDigits(of / to);
}

/** `834 KB`, `1.20 GB`. */
export function writeBytes(bytes: number): string {
  if (bytes < 1e6) return `${writeDigits(bytes / 1e3)} KB`;
  return bytes < 1e9 ? `${writeDigits(bytes / 1e6)} MB` : `${writeDigits(bytes / 1e9)} GB`;
}

/** `10,000`. */
export function writeWhole(number: number): string {
  return Math.round(number).toLocaleString('en');
}

function writeDigits(number: number): string {
  if (number >= 99.95) return writeWhole(number);
  return number.toFixed(number >= 9.995 ? 1 : 2);
}
