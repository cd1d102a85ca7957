import { start } from 'unleash-server';

await start({
  databaseUrl: process.env.DATABASE_URL,
  server: { port: Number(process.env.PORT), host: '127.0.0.1' },
  versionCheck: { enable: false },
  telemetry: false,
  logLevel: 'fatal',
});
