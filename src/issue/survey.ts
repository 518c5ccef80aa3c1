import { listIssueFiles, type Folders } from './files.ts';
import { encodeStates, readState } from './state.ts';

/** The files of an archive, as its folders tell of them without opening any. It can be sent to another thread. */
export interface Survey {
  /** In the order of their paths. */
  names: string[];
  /** Of each file its state, as `encodeStates` writes it. */
  states: Float64Array;
}

/** Looks at the folders of the issues. */
export function surveyIssues(folders: Folders): Survey {
  const names = listIssueFiles(folders);
  return { names, states: encodeStates(names.map(readState)) };
}
