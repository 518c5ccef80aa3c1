import type { APIRoute } from 'astro';
import { toRobots } from '../feeds/robots.ts';
import { openContent } from './_content.ts';

export const GET: APIRoute = async () => new Response(toRobots((await openContent()).site));
