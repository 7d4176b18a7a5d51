import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/**
 * `node graphql/build-graphiql.ts FILE` writes the page of GraphiQL, gzip-compressed, to FILE. The page needs no other
 * host. A link `/graphql#token=…` signs in: what follows the hash never reaches a server or its log.
 */
const [, , file] = process.argv;
if (file === undefined) throw new Error('node graphql/build-graphiql.ts FILE');

const fromLink = 'headers from the link';
const page = renderGraphiQL({
  endpoint: '/graphql',
  title: 'Polylog GraphiQL',
  headers: fromLink,
  defaultQuery:
    '# Sign in by a link, or put {"authorization": "Bearer TOKEN"} into the headers below.\n{\n  __typename\n}\n',
});

/** The options are written as JSON; the value for the headers becomes an expression that the browser evaluates. */
const readToken = `((token) => {
  if (token === null) return undefined;
  history.replaceState(null, '', location.pathname);
  return JSON.stringify({ authorization: 'Bearer ' + token });
})(new URLSearchParams(location.hash.slice(1)).get('token'))`;
const signingIn = page.replace(JSON.stringify(fromLink), () => readToken);
if (signingIn === page) throw new Error('renderGraphiQL no longer writes its options as JSON');

writeFileSync(file, gzipSync(signingIn));
