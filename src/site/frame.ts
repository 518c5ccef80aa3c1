import type { Frame } from '../view.ts';
import type { Desk, Page } from './template.ts';

/** What a page's template is made with beside its props. */
export function frameOf({ props }: Page, desk: Desk): Frame & Desk {
  return {
    ...desk,
    sourceHosts: new Set('hosts' in props ? props.hosts : 'newest' in props ? props.newest?.hosts : []),
  };
}
