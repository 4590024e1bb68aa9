import { describe, expect, it } from 'vitest';
import { bounceMail } from './bounce-mail.js';
import { httpService } from './http-service.js';

describe('reporting MTAs over HTTP', () => {
  it('say how often the original Message-ID came back, page by page and as metrics', async () => {
    const { request, url } = await httpService();
    const headers = { 'content-type': 'message/rfc822' };
    const take = (body: Buffer | string) => request('POST', '/v1/mails', { body, headers });
    await take(bounceMail({ recipient: 'ana@example.com', originalMessageId: '<1@news.example.net>' }));
    await take(bounceMail({ recipient: 'bo@example.com' }));
    await take(bounceMail({ recipient: 'cy@example.com' }));
    const domino = bounceMail({ recipient: 'di@example.com' }).toString('latin1');
    const { body: taken } = await take(domino.replace('dns; relay.example.net', 'dns; notes7.domino.example'));

    const { body } = await request('GET', `/v1/reporting-mtas?limit=1&minPosition=${String(taken.position)}`);
    expect(body.items).toEqual([{ reportingMta: 'example.net', bounces: 3, messageIds: 1, share: 1 / 3 }]);
    const { body: rest } = await request('GET', `/v1/reporting-mtas?cursor=${String(body.next)}`);
    expect(rest).toMatchObject({
      items: [{ reportingMta: 'domino.example', bounces: 1, messageIds: 0, share: 0 }],
      next: null,
    });
    expect(await request('GET', '/v1/reporting-mtas?cursor=x')).toMatchObject({ status: 400 });

    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('bounce_ledger_reporting_mta_bounces{reporting_mta="example.net"} 3\n');
    expect(metrics).toContain('bounce_ledger_reporting_mta_message_ids{reporting_mta="example.net"} 1\n');
    expect(metrics).toContain('bounce_ledger_reporting_mta_message_ids{reporting_mta="domino.example"} 0\n');
  });
});
