/**
 * What servers do to clients under load. A fault is done `at` the next line with that verb (`-` is the connection itself), so
 * many `times`, or to every connection that stands, `now`. What it answers instead is null where the answer stays as it is.
 */
export const FAULTS = [
  { name: 'every connection is broken off', now: (connection) => connection.socket.resetAndDestroy() },
  { name: 'every connection is ended', now: (connection) => connection.socket.end() },
  { name: 'every connection falls silent', now: (connection) => (connection.isSilent = true) },
  { name: 'new connections are broken off', at: '-', times: 3, answer: breakOff },
  { name: 'the greeting is a refusal', at: '-', times: 2, answer: () => '-ERR too many connections\r\n' },
  { name: 'signing in is refused for now', at: 'PASS', times: 3, answer: () => '-ERR [SYS/TEMP] later\r\n' },
  { name: 'the mailbox is in use', at: 'PASS', times: 2, answer: () => '-ERR [IN-USE] another session\r\n' },
  { name: 'unique ids are not to be had', at: 'UIDL', times: 1, answer: () => '-ERR not now\r\n' },
  { name: 'sizes are wrong', at: 'LIST', times: 1, answer: (_, usual) => usual().replaceAll(/ (\d+)\r/g, ' 1$1\r') },
  { name: 'a mail is refused', at: 'RETR', times: 1, answer: () => '-ERR cannot read it\r\n' },
  { name: 'a connection is broken off within a mail', at: 'RETR', times: 1, answer: breakOffWithin },
  { name: 'a mail never ends', at: 'RETR', times: 1, answer: neverEnd },
  { name: 'a deletion is refused', at: 'DELE', times: 1, answer: () => '-ERR locked\r\n' },
  { name: 'a connection is broken off at a deletion', at: 'DELE', times: 1, answer: breakOff },
  { name: 'QUIT is not done', at: 'QUIT', times: 1, answer: breakOff },
  {
    name: 'QUIT is done and not confirmed',
    at: 'QUIT',
    times: 1,
    answer(connection, usual) {
      usual();
      return breakOff(connection);
    },
  },
];

function breakOff({ socket }) {
  socket.resetAndDestroy();
  return '';
}

function breakOffWithin(connection, usual) {
  const { socket } = connection;
  const mail = usual();
  connection.isSilent = true;
  socket.write(mail.subarray(0, mail.length / 2), () => socket.resetAndDestroy());
  return '';
}

function neverEnd(connection, usual) {
  const mail = usual();
  connection.isSilent = true;
  return mail.subarray(0, mail.length / 2);
}
