import type { Server } from 'node:http';

/** Takes no new connections and resolves when the requests in flight are answered, after ten seconds at the latest. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((done) => {
    // Connections that carry a request now become idle later; after ten seconds none is waited for.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const limit = setTimeout(() => server.closeAllConnections(), 10_000);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(limit);
      done();
    });
  });
