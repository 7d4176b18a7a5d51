import { Command, Option } from 'commander';
import { careData, readCareTweets } from './convert/ibm-twitter-care.ts';

const asItIs = (_kind: string, id: string) => id;

new Command('convert-ibm')
  .description('Writes the ibm-twitter-care set as CloudEvents, one a line, with its original times and identifiers.')
  .argument('<file>', 'messages.jsonl.gz of the set')
  .addOption(
    new Option('--id <form>', 'what makes an interaction: the tweet in its session, or the tweet alone')
      .choices(['tweet-session', 'tweet'])
      .default('tweet-session'),
  )
  .action((file: string, { id }: { id: 'tweet-session' | 'tweet' }) => {
    const lines = readCareTweets(file).map((tweet) => {
      const { activity, data } = careData(tweet, asItIs);
      return JSON.stringify({
        specversion: '1.0',
        id: id === 'tweet' ? `tweet:${tweet.tweet_id}:create` : `tweet:${tweet.tweet_id}:${tweet.session_id}:create`,
        // A tweet that is in two sessions belongs to one company in both, so it keeps one source and its bodies conflict.
        source: `https://x.com/${tweet.company}`,
        type: `polylog.${activity}.v1`,
        time: tweet.created_at,
        data,
      });
    });
    process.stdout.write(`${lines.join('\n')}\n`);
  })
  .parse();
