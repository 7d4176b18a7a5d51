import { handle } from 'hono/aws-lambda';
import { createIngestApp } from './app.ts';
import { ingestDependencies } from './dependencies.ts';

/** The Lambda of the HTTP API (payload format 2.0). */
export const handler = handle(createIngestApp(ingestDependencies(process.env)));
