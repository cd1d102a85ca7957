import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { bearer, openAPI } from 'better-auth/plugins';

const port = Number(process.env.PORT);
const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret: 'a secret of tests 0123456789 abcdefghij',
  database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  plugins: [openAPI(), bearer()],
});
// The account that the run signs in with.
await auth.api.signUpEmail({ body: { name: 'Ann', email: 'ann@example.com', password: 'correct horse battery' } });
createServer(toNodeHandler(auth)).listen(port, '127.0.0.1');
