import { readClock } from '../due.ts';
import { quote } from '../issue/message.ts';
import { WrongUse, type Desk } from './command.ts';

/**
 * The instant that counts as now for a command.
 *
 * @throws WrongUse where `DATELINE_NOW` is none
 */
export function readNow({ environment }: Desk): Temporal.Instant {
  try {
    return readClock(environment);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const found = quote(environment['DATELINE_NOW'] ?? '');
    throw new WrongUse(`Unexpected DATELINE_NOW ${found}, expected an instant such as \`2026-03-23T12:00:00Z\``);
  }
}
