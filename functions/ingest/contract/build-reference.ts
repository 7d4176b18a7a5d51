import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * `node functions/ingest/contract/build-reference.ts FOLDER` writes what `contractRoutes` serves: the OpenAPI document, the
 * JSON Schemas, and the page that shows them, gzip-compressed. The page asks its own host for the document and nobody else
 * for anything.
 */
const [, , folder] = process.argv;
if (folder === undefined) throw new Error('node functions/ingest/contract/build-reference.ts FOLDER');

const docs = join(import.meta.dirname, '../../../docs');
copyFileSync(join(docs, 'openapi.json'), join(folder, 'openapi.json'));
for (const name of readdirSync(join(docs, 'schemas'))) copyFileSync(join(docs, 'schemas', name), join(folder, name));

const require = createRequire(import.meta.url);
/** A text inside an element ends with the first end tag. */
const within = (element: string, file: string) =>
  readFileSync(file, 'utf8').replaceAll(`</${element}`, `<\\/${element}`);

const start = `SwaggerUIBundle({
  url: '/v1/openapi.json', dom_id: '#reference', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: 0,
  validatorUrl: null, persistAuthorization: false, queryConfigEnabled: false,
});`;
const scripts = [within('script', require.resolve('swagger-ui-dist/swagger-ui-bundle.js')), start];
const style = `${within('style', require.resolve('swagger-ui-dist/swagger-ui.css'))}\nbody{margin:0}`;

const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${scripts.map(digest).join(' ')}`,
  // React sets styles of elements; what the document itself brings is text.
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

writeFileSync(
  join(folder, 'reference.html.gz'),
  gzipSync(`<!doctype html>
<!-- Swagger UI, Copyright 2020-2021 SmartBear Software Inc., Apache-2.0 -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Polylog ingest</title>
<style>${style}</style>
</head>
<body>
<div id="reference"></div>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`),
);
