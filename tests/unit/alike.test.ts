import { expect, test } from 'vitest';
import { areAlike, readWording } from '../../src/issue/alike.ts';

function compare(one: string, other: string): boolean {
  const [a, b] = [readWording(one), readWording(other)];
  return a !== undefined && b !== undefined && a.keys.some((key) => b.keys.includes(key)) && areAlike(a, b);
}

test.each([
  ['The compiler is finally out', 'The Compiler is finally out!'],
  ['The compiler is finally out', 'The compilers is finally out'],
  ['Researchers find an error in a physics paper', 'Researchers find an error in physics papers'],
  ['Lean finds an error in a physics paper', 'Lean finds error in a physics paper'],
  ['Über die Größe von Modellen', 'Uber die Große von Modellen'],
  ['Model 5.2 arrives for all developers', 'Model 5.2 arrives for all the developers'],
])('%s is like %s', (one, other) => {
  expect([compare(one, other), compare(other, one)]).toEqual([true, true]);
});

test.each([
  ['Model GPT-5 arrives for all developers', 'Model GPT-6 arrives for all developers'],
  ['Startup raises 40 million for robots', 'Startup raises 50 million for robots'],
  ['Startup raises five million for robots', 'Startup raises five billion for robots'],
  ['Google opens its newest model to all', 'Meta opens its newest model to all'],
  ['What we learned about caching this year', 'What we learned about testing this year'],
  ['Weekly links', 'Weekly links'],
  ['The compiler is finally out', 'The compiler is finally out in version 3'],
])('%s is another story than %s', (one, other) => {
  expect([compare(one, other), compare(other, one)]).toEqual([false, false]);
});
