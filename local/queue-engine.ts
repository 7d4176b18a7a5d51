/**
 * The queue engine: fauxqs on the loopback address, durable in a folder. Run as `queue-engine.ts <folder> <port>`.
 *
 * fauxqs alone commits each message on its own and listens on all addresses. Here all writes of one turn of the event loop
 * share a transaction, and no request is answered before it is on disk: some tens of messages for each fsync instead of one,
 * and the move of a message to its dead-letter queue (a deletion and an insertion) can no longer be cut in two by a crash.
 * Messages in flight become visible again at the start, and that receipt is not counted: the answer that handed them out may
 * never have arrived, and without this they would be stuck for the whole visibility timeout. SQS may deliver twice, too.
 */
import type { buildApp } from 'fauxqs';

const [folder = '', port = ''] = process.argv.slice(2);
const entry = import.meta.resolve('fauxqs');
// The package exports no stores; its exact version is pinned.
const load = (path: string) => import(new URL(path, entry).href);
const { buildApp: build } = (await load('app.js')) as { buildApp: typeof buildApp };
const { PersistenceManager } = await load('persistence.js');
const { SqsStore } = await load('sqs/sqsStore.js');
const { SnsStore } = await load('sns/snsStore.js');
const { S3Store } = await load('s3/s3Store.js');

const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
const disk = new PersistenceManager(folder);
disk.db.exec('PRAGMA synchronous = FULL');
disk.db.exec(`UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL,
  approximate_receive_count = max(0, approximate_receive_count - 1) WHERE receipt_handle IS NOT NULL`);
disk.loadSqsAndSns(stores.sqsStore, stores.snsStore);
stores.sqsStore.persistence = disk;
for (const queue of stores.sqsStore.allQueues()) queue.persistence = disk;

let group: Promise<void> | undefined;
const joinGroup = (): void => {
  group ??= new Promise((done) => {
    disk.db.exec('BEGIN');
    setImmediate(() => {
      group = undefined;
      // A commit that fails would leave memory ahead of the disk: throwing ends this process and the host starts it anew.
      disk.db.exec('COMMIT');
      done();
    });
  });
};
for (const name of ['insertMessage', 'deleteMessage', 'updateMessageInflight']) {
  const write = disk[name].bind(disk);
  disk[name] = (...values: unknown[]) => {
    joinGroup();
    write(...values);
  };
}
const show = disk.db.prepare(
  'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
);
// The original writes NULL where its own table allows none, so a visibility timeout of 0 would fail.
disk.updateMessageReady = (id: string) => {
  joinGroup();
  show.run(id);
};

const app = build({ logger: false, stores });
app.addHook('onSend', async () => group);
await app.listen({ port: Number(port), host: '127.0.0.1' });
