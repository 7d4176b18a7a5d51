import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { roles } from '../shared/roles.ts';
import { openDataFolder } from './data-folder.ts';
import { foreignIssuer } from './foreign-issuer.ts';
import { startHost } from './host.ts';
import { synthesise } from './synthesise.ts';
import { signToken } from './token.ts';

const { values } = parseArgs({
  options: {
    empty: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    lanes: { type: 'string' },
    'cors-origins': { type: 'string' },
    'oidc-issuer': { type: 'string' },
    'oidc-client-id': { type: 'string' },
    'oidc-audience': { type: 'string' },
    'oidc-scope': { type: 'string' },
    assembly: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
const progress = (step: string) => console.log(`${seconds()}  ${step}`);

if (values.help) {
  console.log(`npm start -- [options]
  --empty         do not load the bundled sample
  --fresh         delete the local data first
  --lanes N       write shards of a hot cell (default: as in cdk/config.ts)
  --cors-origins URL,URL
                  origins whose pages may call (default: as in cdk/config.ts)
  --oidc-issuer URL --oidc-client-id ID
                  the dashboard signs in there, and the API takes its tokens in place of ours;
                  --oidc-audience (default: the client id) and --oidc-scope (default: openid) as with a deployment
  --assembly DIR  host this synthesised assembly instead of synthesising cdk/
POLYLOG_DATA (default .polylog) is the folder of the local data, PORT (default 4000) the port.`);
} else {
  await run().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}

async function run(): Promise<void> {
  const folder = openDataFolder(process.env.POLYLOG_DATA ?? '.polylog', values.fresh);
  process.once('exit', folder.unlock);
  progress(`local data in ${relative('', folder.path) || folder.path}`);
  const signIn = await foreignIssuer({
    issuer: values['oidc-issuer'],
    clientId: values['oidc-client-id'],
    audience: values['oidc-audience'],
    scope: values['oidc-scope'],
  });
  const port = Number(process.env.PORT ?? 4000);
  const host = await startHost({ folder: folder.path, port, assembly, progress, ...(signIn && { signIn }) });
  let stopping = false;
  const stop = async () => {
    // A second ctrl-C does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    progress('stopping');
    await host.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  progress('ready; ctrl-C stops it');
  console.log(await addresses(folder.path, host, signIn?.issuer));
  if (!values.empty) await loadSample(folder.path, host);
}

async function assembly(): Promise<string> {
  if (values.assembly) return values.assembly;
  const { lanes, 'cors-origins': corsOrigins, 'oidc-issuer': issuer } = values;
  const { assembly: made, reused } = await synthesise({
    ...(lanes && { lanes }),
    ...(corsOrigins && { corsOrigins }),
    ...(issuer && { signIn: 'oidc' }),
  });
  // Functions that start later are read from it: builds that many others followed are removed, but never a young one.
  setInterval(() => utimesSync(made, new Date(), new Date()), 30_000).unref();
  progress(`${reused ? 'unchanged template' : 'template synthesised'}: ${relative('', made)}`);
  return made;
}

type Host = Awaited<ReturnType<typeof startHost>>;

/** Where everything is, and a link for each role that signs in to the dashboard: what follows the hash stays in the browser. */
async function addresses(dataDir: string, { url, routes, hasPage }: Host, issuer: string | undefined): Promise<string> {
  const known = routes
    .map((route) => route.split(' '))
    .map(([method = '', path = '']) => `  ${method.padEnd(5)} ${url}${path}`);
  const shown = ['', ...known, ''];
  if (hasPage) shown.push(`The dashboard: ${url}/`);
  if (issuer) return [...shown, `The dashboard and the API take tokens of ${issuer}.`, ''].join('\n');
  const path = hasPage ? '/' : '/graphql';
  const links = await Promise.all(
    roles.map(async (role) => {
      const departments = role === 'member' ? ['service'] : [];
      return `  ${role.padEnd(10)} ${url}${path}#token=${await signToken({ dataDir, role, departments })}`;
    }),
  );
  return [
    ...shown,
    'Sign in as (a token for other clients: npm run -s token -- --role analyst):',
    ...links,
    ...(hasPage ? [`GraphiQL takes the same: ${url}/graphql#token=…`] : []),
    '',
  ].join('\n');
}

/** The bundled sample goes through the public door. A load that was cut short is resumed: sending twice counts once. */
async function loadSample(folder: string, host: Host): Promise<void> {
  const mark = join(folder, 'sample-unfinished');
  if (!(existsSync(mark) || (await host.isEmpty()))) return;
  writeFileSync(mark, '');
  try {
    const sample = await import('../sample/load-sample.ts');
    let shown = 0;
    const onProgress = (sent: number, total: number) => {
      if (sent < total && sent - shown < total / 4) return;
      shown = sent;
      progress(`sample: ${sent} of ${total} interactions sent`);
    };
    const { refused } = await sample.loadSample({ url: host.url, key: host.localKey, dataDir: folder, onProgress });
    const { describeSources } = await import('../sample/describe-sources.ts');
    await describeSources({ url: host.url, token: await signToken({ dataDir: folder, role: 'engineer' }) });
    rmSync(mark);
    if (refused.length > 0) progress(`sample: ${refused.length} were refused, e.g. ${JSON.stringify(refused[0])}`);
  } catch (error) {
    progress(`the sample is not loaded, the next start goes on: ${(error as Error).message}`);
  }
}
