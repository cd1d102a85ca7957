import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from 'voice-agents-client';
import { App } from './app.tsx';

/** Where the API is. The host of the page writes it, so that one build works with mock and server. */
type Config = { apiUrl: string; apiKey: string };

const config = (await (await fetch('/config.json')).json()) as Config;
const client = createClient({ baseUrl: config.apiUrl, auth: { ApiKey: config.apiKey } });

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
);
