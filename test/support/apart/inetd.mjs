import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * `node inetd.mjs LOG PROGRAM ARGUMENT…`: listens on a free port of 127.0.0.1, prints it, and hands every connection to
 * a new process as standard input and output, as inetd does. The environment names the two ends, as couriertcpd's does.
 */
const [log, program, ...programArguments] = process.argv.slice(2);
const errors = openSync(log, 'a');
const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  const env = {
    ...process.env,
    TCPLOCALIP: socket.localAddress,
    TCPLOCALPORT: String(socket.localPort),
    TCPREMOTEIP: socket.remoteAddress,
    TCPREMOTEPORT: String(socket.remotePort),
  };
  const child = spawn(program, programArguments, { stdio: [socket, socket, errors], env });
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  // Only the child holds the connection, so it ends with the child.
  socket.destroy();
});
server.listen(0, '127.0.0.1', () => {
  console.log(server.address().port);
});
