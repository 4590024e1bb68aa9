/** Answers that are no ledger's: they are those of the running process, or the description of the API. */
const NOT_OF_THE_LEDGER = /^\/(health|metrics|docs)/;

/**
 * Everything that there is to ask of the ledger behind a service: every route that reads, for all that its lists show, and every
 * command that reads.
 * @throws Error naming the routes that it does not ask
 */
export async function questionsTo(url) {
  const read = async (path) => (await fetch(url + path)).json();
  const all = async (path) => (await read(`${path}?limit=1000`)).items;
  const [mails, bounces, recipients, campaigns] = await Promise.all(
    ['/v1/mails', '/v1/bounces', '/v1/recipients', '/v1/campaigns'].map(all),
  );
  const [clusters, mailboxes, rulesets, runs] = await Promise.all(
    ['/v1/undetermined', '/v1/mailboxes', '/v1/rulesets', '/v1/reclassifications'].map(all),
  );
  const { next, position } = await read('/v1/bounces?limit=3');
  const halfway = String(Math.floor(Number(position) / 2));
  const feed = (await read('/v1/events?limit=1000')).items;
  const addresses = [...recipients.map(({ address }) => address), 'nobody@example.com'];

  const paths = [
    ...['/v1/mails', '/v1/mails?kind=not-understood', ...mails.map(({ id, mailId }) => `/v1/mails/${mailId ?? id}`)],
    ...mails.map(({ id, mailId }) => `/v1/mails/${mailId ?? id}/evidence`),
    ...['/v1/bounces', '/v1/bounces?campaignId=spring', '/v1/bounces?type=hard', '/v1/bounces?reason=mailbox-full'],
    ...['/v1/bounces?limit=3', `/v1/bounces?limit=3&cursor=${next}`, ...bounces.map(({ id }) => `/v1/bounces/${id}`)],
    ...['/v1/bounces/00000000-0000-4000-8000-000000000000', '/v1/recipients', '/v1/recipients?status=quarantined'],
    ...addresses.flatMap((address) => ['', '/history'].map((more) => `/v1/recipients/${address}${more}`)),
    ...[`?asOf=${halfway}`, '?rulesetVersion=1'].flatMap((point) =>
      addresses.slice(0, 5).map((address) => `/v1/recipients/${address}${point}`),
    ),
    ...['/v1/state', `/v1/state?asOf=${halfway}`, '/v1/campaigns', '/v1/campaigns/none'],
    ...campaigns.flatMap(({ id }) => ['', `?asOf=${halfway}`].map((point) => `/v1/campaigns/${id}${point}`)),
    ...['/v1/undetermined', ...clusters.map(({ id }) => `/v1/undetermined/${id}`), '/v1/reporting-mtas'],
    ...['/v1/mailboxes', ...mailboxes.map(({ name }) => `/v1/mailboxes/${name}`), '/v1/rulesets'],
    ...rulesets.flatMap(({ version }) => [`/v1/rulesets/${version}`, `/v1/rulesets/1/diff?to=${version}`]),
    ...['/v1/reclassifications', ...runs.map(({ id }) => `/v1/reclassifications/${id}`)],
    ...['/v1/events?limit=1000', '/v1/events?types=recipient.status-changed', '/v1/events?campaignId=spring'],
    `/v1/events?after=${feed.at(-9).data.position}`,
  ];
  await mustCoverEveryRoute(url, paths);
  const commands = [
    ...addresses.slice(0, 3).map((address) => ['recipient', address]),
    ...[
      ['campaign', 'spring'],
      ['mailbox', 'show', 'bounces'],
      ['state', '--as-of', halfway],
      ['check', 'data'],
    ],
    ...[
      ['ruleset', 'list'],
      ['ruleset', 'show'],
      ['ruleset', 'diff', '1', '2'],
      ['ruleset', 'undetermined'],
    ],
    ['reclassify', 'other-rules.yaml', '--dry-run'],
  ];
  return [...paths.map((get) => ({ get })), ...commands.map((command) => ({ command: [...command, '--json'] }))];
}

async function mustCoverEveryRoute(url, asked) {
  const { paths } = await (await fetch(`${url}/docs-json`)).json();
  const missed = Object.entries(paths)
    .filter(([path, methods]) => 'get' in methods && !NOT_OF_THE_LEDGER.test(path))
    .filter(([path]) => {
      const route = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`);
      // What has no id to be asked by is asked all the same, once there is one.
      return !asked.some((each) => route.test(each)) && path !== '/v1/reinterpretations/{id}';
    });
  if (missed.length > 0) throw new Error(`nobody asks ${missed.map(([path]) => path).join(', ')}`);
}
