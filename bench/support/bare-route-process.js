import fastify from 'fastify';

/** A route that answers the bytes that it is started with, and nothing else: what HTTP alone costs. */
const [body] = process.argv.slice(2);
const server = fastify();
server.get('/v1/recipients/:address', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
console.log(JSON.stringify({ url: await server.listen({ host: '127.0.0.1', port: 0 }) }));
