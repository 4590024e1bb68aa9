# syntax=docker/dockerfile:1

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
# Dependencies first: they change less often than the source, and come from the cache until they do.
COPY package.json package-lock.json .npmrc ./
# No install scripts: the only one fetches the Node that this image already is.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    BOUNCE_LEDGER_CONFIG=/etc/bounce-ledger/embedded.yaml
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY bin ./bin
COPY rulesets ./rulesets
COPY deploy/embedded.yaml deploy/eventstoredb.yaml /etc/bounce-ledger/
# Created here with its owner, which a new named volume inherits.
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/bounce-ledger
USER node
VOLUME /var/lib/bounce-ledger
EXPOSE 8025
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8025/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# As process 1 it handles SIGTERM and SIGINT itself, and it starts no children that it would have to reap.
ENTRYPOINT ["node", "bin/bounce-ledger.js"]
CMD ["serve"]
