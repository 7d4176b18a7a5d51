import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/**
 * `node graphql/build-graphiql.ts FILE` writes the page of GraphiQL, gzip-compressed, to FILE. The page needs no other
 * host. A link `/graphql#token=…` signs in: what follows the hash never reaches a server or its log.
 */
const [, , file] = process.argv;
if (file === undefined) throw new Error('node graphql/build-graphiql.ts FILE');

const placeholders = { headers: 'headers from the link', defaultQuery: 'query of the last 30 days' };
const page = renderGraphiQL({ endpoint: '/graphql', title: 'Polylog GraphiQL', ...placeholders });

const query = `# Sign in by a link that npm start prints, or put {"authorization": "Bearer TOKEN"} into the headers below.
query Departments {
  report(
    input: {
      metrics: [INTERACTIONS, ENQUIRIES, RESPONSE_RATE, FIRST_RESPONSE_P50]
      range: { from: "{from}", to: "{to}" }
      by: [DEPARTMENT]
      compareTo: PREVIOUS_PERIOD
    }
  ) {
    rows {
      department { name }
      values { metric { id unit } value previous change n }
    }
    warnings { code message }
    asOf
  }
}
`;
/** The options are written as JSON; these values become expressions that the browser evaluates. */
const expressions = {
  headers: `((token) => {
  if (token === null) return undefined;
  history.replaceState(null, '', location.pathname);
  return JSON.stringify({ authorization: 'Bearer ' + token });
})(new URLSearchParams(location.hash.slice(1)).get('token'))`,
  defaultQuery: `((daysAgo) => ${JSON.stringify(query)}.replace('{from}', daysAgo(30)).replace('{to}', daysAgo(1)))((days) =>
  new Date(Date.now() - days * 86400000).toISOString().slice(0, 10))`,
};
const living = (['headers', 'defaultQuery'] as const).reduce((text, name) => {
  const replaced = text.replace(JSON.stringify(placeholders[name]), () => expressions[name]);
  if (replaced === text) throw new Error('renderGraphiQL no longer writes its options as JSON');
  return replaced;
}, page);

writeFileSync(file, gzipSync(living));
