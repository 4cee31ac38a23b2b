# Wallstash as an image: the endpoint on 5044, the console on 8044. Runs as a user without rights, needs no writable root.
#
#   docker build -t wallstash .
#   docker run --rm --read-only -v wallstash:/data -p 127.0.0.1:5044:5044 -p 127.0.0.1:8044:8044 \
#     -e WALLSTASH_CONSOLE_HOST=0.0.0.0 -e WALLSTASH_CONSOLE_TOKEN=change-me-please wallstash
#
# The CA that senders must trust is then in the volume: /data/certs/ca.crt. Without the two variables the console can
# be reached inside the container only.

ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json tsconfig.types.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:${NODE_VERSION}-bookworm-slim
LABEL org.opencontainers.image.title="Wallstash" \
      org.opencontainers.image.description="A local stand-in for both ends of the Logstash integration of Wallarm" \
      org.opencontainers.image.licenses="Apache-2.0"
# MALLOC_*: glibc gives the memory of large bodies back to the system, in place of keeping it for the next ones.
ENV NODE_ENV=production \
    WALLSTASH_HOST=0.0.0.0 \
    WALLSTASH_DATA=/data \
    WALLSTASH_CERTS_DIRECTORY=/data/certs \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY schemas ./schemas
# Mount points belong to the user, so that new volumes do too; those in /exchange hand certificates to other containers.
RUN mkdir -p /data /exchange/logstash /exchange/elasticsearch && chown -R node:node /data /exchange
USER node
VOLUME /data
EXPOSE 5044 8044
# The endpoint takes POST and PUT only, so the sign of life is its refusal of GET.
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s \
  CMD ["node", "dist/health.js"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
