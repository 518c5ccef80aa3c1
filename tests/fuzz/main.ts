import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

// npm run fuzz -- --minutes N --seed S: tries random files for so long; ends with 1 and the smallest file read badly.
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 1);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('npm run fuzz -- [--minutes N] [--seed N]');
  process.exitCode = 2;
} else {
  const { tried, found } = await fuzz({ seed, minutes, runs: 1_000_000_000 });
  console.log(`${tried} files tried with --seed ${seed}`);
  if (found) {
    const { finding, value } = found;
    const text = new TextDecoder().decode(value);
    const isText = Buffer.from(text).equals(value);
    console.log(`\n${finding.kind}: ${finding.detail}\n\nThe smallest such file, of ${value.length} bytes:\n`);
    console.log(isText ? JSON.stringify(text) : `in Base64: ${Buffer.from(value).toString('base64')}`);
    process.exitCode = 1;
  }
}
