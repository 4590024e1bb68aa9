import { describe, expect, it } from 'vitest';
import { parseReportFields } from './report-fields.js';

const read = (...lines: string[]): { message: string | null; recipients: (string | null)[][] } => {
  const { message, recipients } = parseReportFields(lines.join('\n'));
  return {
    message: message.first('reporting-mta'),
    recipients: recipients.map((fields) => [
      fields.first('final-recipient'),
      fields.first('action'),
      fields.first('status'),
    ]),
  };
};

describe('the fields of a delivery status report', () => {
  it('are those of the message, and a group for each recipient', () => {
    expect(
      read(
        'Reporting-MTA: dns; a',
        '',
        'Final-Recipient: x',
        'Action: failed',
        'Status: 5.1.1',
        '',
        'Final-Recipient: y',
        'Action: delayed',
      ),
    ).toEqual({
      message: 'dns; a',
      recipients: [
        ['x', 'failed', '5.1.1'],
        ['y', 'delayed', null],
      ],
    });
  });

  it('are read in any order, with a space before the colon, and folded', () => {
    expect(read('Reporting-MTA : dns; a', '', 'Action : failed', 'Final-Recipient :', ' x', 'Status: 5.1.1')).toEqual({
      message: 'dns; a',
      recipients: [['x', 'failed', '5.1.1']],
    });
  });

  it('are told apart without blank lines between the recipients', () => {
    expect(
      read(
        'Reporting-MTA: a',
        '',
        'Original-Recipient: X',
        'Final-Recipient: x',
        'Action: failed',
        'Original-Recipient: Y',
        'Final-Recipient: y',
      ).recipients,
    ).toEqual([
      ['x', 'failed', null],
      ['y', null, null],
    ]);
  });

  it('belong to the recipient before, where a blank line tears its group', () => {
    expect(
      read('Reporting-MTA: a', '', 'Final-Recipient: x', '', 'Action: failed', 'Status: 5.1.1').recipients,
    ).toEqual([['x', 'failed', '5.1.1']]);
  });

  it('are read where the whole report is indented', () => {
    expect(read('   Reporting-MTA: a', '', '   Final-Recipient: x', '   Action: failed').recipients).toEqual([
      ['x', 'failed', null],
    ]);
  });

  it('are none in text that has none', () => {
    expect(read('Dear customer,', '', 'no')).toEqual({ message: null, recipients: [] });
  });
});
