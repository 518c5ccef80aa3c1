import { startKeys } from './keys.ts';
import { startScheme } from './scheme.ts';
import { startVisits } from './visit.ts';

startScheme();
startKeys();
startVisits();
