import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import Pop3Command from 'node-pop3';
import { afterEach, describe, expect, it, vi } from 'vitest';

/**
 * What PopVerbs relies on in node-pop3, part of it private: a command object that was never connected writes one line
 * to its `_socket`, and settles by its own events `response` and `error`.
 */
function commandOverPort() {
  const command = new Pop3Command({ user: '', password: '', host: '' });
  const written: string[] = [];
  const port = { write: (line: string) => written.push(line) > 0 };
  command._socket = port as unknown as Socket;
  return { command, written };
}

describe('node-pop3', () => {
  const connect = vi.spyOn(Pop3Command.prototype, 'connect');
  afterEach(() => {
    // Also when it believes that it must sign in: it must never open a socket of its own.
    expect(connect).not.toHaveBeenCalled();
  });

  it.each([
    ['LIST', (command: Pop3Command) => command.LIST()],
    ['UIDL', (command: Pop3Command) => command.UIDL()],
  ])('writes %s once, and reads the lines of the response stream as words', async (verb, ask) => {
    const { command, written } = commandOverPort();
    const asked = ask(command);
    await vi.waitFor(() => {
      expect(written).toEqual([`${verb}\r\n`]);
    });
    command.emit('response', 'text', Readable.from([Buffer.from('1 100\r\n2 200 more\r\n')]));
    expect(await asked).toEqual([
      ['1', '100'],
      ['2', '200', 'more'],
    ]);
    expect(written).toHaveLength(1);
  });

  it.each([
    ['RSET', (command: Pop3Command) => command.RSET()],
    ['QUIT', (command: Pop3Command) => command.QUIT()],
  ])('writes %s once, and settles with the response', async (verb, ask) => {
    const { command, written } = commandOverPort();
    const asked = ask(command);
    await vi.waitFor(() => {
      expect(written).toEqual([`${verb}\r\n`]);
    });
    command.emit('response', 'done', null);
    expect(await asked).toBe('done');
  });

  it('hands the stream of a command of our own over', async () => {
    const { command, written } = commandOverPort();
    const asked = command.command('CAPA');
    const stream = Readable.from([]);
    await vi.waitFor(() => {
      expect(written).toEqual(['CAPA\r\n']);
    });
    command.emit('response', 'follows', stream);
    expect(await asked).toEqual(['follows', stream]);
  });

  it('rejects with the very error of the error event, and leaves only its listener for the response behind', async () => {
    const { command, written } = commandOverPort();
    const asked = command.UIDL();
    await vi.waitFor(() => {
      expect(written).toHaveLength(1);
    });
    const refusal = new Error('refused');
    command.emit('error', refusal);
    await expect(asked).rejects.toBe(refusal);
    expect(command.listenerCount('error')).toBe(0);
    expect(command.listenerCount('response')).toBe(1);
  });
});
