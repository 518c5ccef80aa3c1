import { listIssueFiles, type Folders } from './files.ts';
import { readState, type FileState } from './state.ts';

/** The files of an archive, as its folders tell of them without opening any. It can be sent to another thread. */
export interface Survey {
  /** In the order of their paths. */
  names: string[];
  /** Of each file the four numbers of its state; none is a number where that cannot be told. */
  states: Float64Array;
}

/** Looks at the folders of the issues. */
export function surveyIssues(folders: Folders): Survey {
  const names = listIssueFiles(folders);
  const states = new Float64Array(names.length * stateSize).fill(NaN);
  names.forEach((name, at) => {
    const state = readState(name);
    if (state) states.set([state.size, state.modified, state.changed, state.node], at * stateSize);
  });
  return { names, states };
}

/** The state of one of the files; nothing where it cannot be told. */
export function stateOf({ states }: Survey, file: number): FileState | undefined {
  const at = file * stateSize;
  const [size, modified, changed, node] = [states[at], states[at + 1], states[at + 2], states[at + 3]];
  if (size === undefined || modified === undefined || changed === undefined || node === undefined) return undefined;
  return Number.isNaN(size) ? undefined : { size, modified, changed, node };
}

const stateSize = 4;
