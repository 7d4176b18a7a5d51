import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { z } from 'zod';
import { parseResource } from './parse-resource.ts';
import type { Resource } from './template.ts';

/** One folder of the assembly that a deployment copies into the bucket. */
export interface FileSource {
  folder: string;
  /** In front of each name: empty, or ending in a slash. */
  prefix: string;
  /** What is replaced in each file, as it stands there. */
  markers: Record<string, string>;
  cacheControl: string | undefined;
}

/** A file as the bucket would have it. */
export interface SiteFile {
  body: Buffer;
  type: string;
  /** With its quotes. */
  etag: string;
  cacheControl: string | undefined;
}

const flag = z.union([z.boolean(), z.stringbool()]);
const deploymentSchema = z.object({
  SourceObjectKeys: z.array(z.string().regex(/^[0-9a-f]+\.zip$/, 'the local door serves folders of the assembly only')),
  SourceMarkers: z.array(z.record(z.string(), z.string())).default([]),
  SourceMarkersConfig: z.array(z.object({ jsonEscape: flag.default(false) })).default([]),
  DestinationBucketKeyPrefix: z.string().default(''),
  SystemMetadata: z.object({ 'cache-control': z.string().optional() }).default({}),
});

/** What a deployment of the CDK copies: the folders of its assets, with the values that only the deployment knows. */
export function fileSourcesOf(resource: Resource): FileSource[] {
  const own = parseResource(deploymentSchema, resource);
  const prefix = own.DestinationBucketKeyPrefix.replace(/\/?$/, '/').replace(/^\/$/, '');
  return own.SourceObjectKeys.map((key, index) => {
    const folder = join(resource.directory, `asset.${key.replace(/\.zip$/, '')}`);
    if (!existsSync(folder)) throw new Error(`${resource.type} ${resource.logicalId}: there is no folder ${folder}`);
    const asJson = own.SourceMarkersConfig[index]?.jsonEscape ?? false;
    const markers = Object.entries(own.SourceMarkers[index] ?? {}).map(([marker, value]) => [
      marker,
      // Inside the quotes of a text of JSON.
      asJson ? JSON.stringify(value).slice(1, -1) : value,
    ]);
    return {
      folder,
      prefix,
      markers: Object.fromEntries(markers),
      cacheControl: own.SystemMetadata['cache-control'],
    };
  });
}

/** All files by their path at the door; of two with one name the later deployment's. */
export function readSiteFiles(sources: readonly FileSource[]): ReadonlyMap<string, SiteFile> {
  const files = new Map<string, SiteFile>();
  for (const { folder, prefix, markers, cacheControl } of sources) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const body = replaced(readFileSync(path), markers);
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const type = getMimeType(path) ?? 'application/octet-stream';
      files.set(`/${prefix}${path.slice(folder.length + 1)}`, { body, type, etag, cacheControl });
    }
  }
  return files;
}

function replaced(body: Buffer, markers: Record<string, string>): Buffer {
  const all = Object.entries(markers);
  if (all.length === 0) return body;
  return Buffer.from(all.reduce((text, [marker, value]) => text.replaceAll(marker, () => value), body.toString()));
}
