import { writeSiteMapIndex } from '../../shared/data.ts';
import { archive } from '../archive';

export function GET(): Response {
  return new Response(writeSiteMapIndex(archive.siteMaps));
}
