import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * `node inetd.mjs LOG PROGRAM ARGUMENT…`: listens on a free port of 127.0.0.1, prints it, and gives every connection to a
 * process of its own as standard input and output, as inetd does; the environment says who talks, as that of couriertcpd does.
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
  // The connection is the child's alone: it ends when the child does.
  socket.destroy();
});
server.listen(0, '127.0.0.1', () => {
  console.log(server.address().port);
});
