import { Command } from 'commander';
import { type ApiOptions, addApiOptions, apiClient } from '../api-access.ts';

const document = `mutation ExportPerson($input: ExportPersonInput!) {
  exportPerson(input: $input) { records { place data } next }
}`;

interface Answer {
  exportPerson: { records: { place: string; data: string }[]; next: string | null };
}

/** `polylog person export`: what is held on a person, one JSON text for each record. */
export function personExportCommand(): Command {
  const command = new Command('export')
    .summary('tell what is held on a person')
    .description(
      'Prints what is held on a person as NDJSON, one {"place", "data"} for each record: interactions with the conversations they are turns of, the log of who was met, refused interactions, merges, and entries of the audit trail. It is all that an erasure would touch. That it was asked for is noted in the audit trail. It takes the role admin.',
    )
    .argument('<person>', 'the id as the provider gives it and senders send it, or a pseudonym')
    .addHelpText(
      'after',
      `
Examples:
  $ polylog person export facebook:77 > held.ndjson
  $ polylog person export p_3f… | jq -r .place | sort | uniq -c`,
    );
  return addApiOptions(command).action(async (person: string, api: ApiOptions) => {
    const client = await apiClient(api, 'admin');
    let records = 0;
    for (let after: string | null | undefined; after !== null; ) {
      const input = { person, ...(after !== undefined && { after }) };
      const { exportPerson }: Answer = await client.query<Answer>(document, { input });
      for (const { place, data } of exportPerson.records) {
        process.stdout.write(`{"place":${JSON.stringify(place)},"data":${data}}\n`);
      }
      records += exportPerson.records.length;
      after = exportPerson.next;
    }
    if (records === 0) process.stderr.write('Nothing is held on this person.\n');
  });
}
