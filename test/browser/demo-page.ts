import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';
import { launchChromium, type Visit, visit } from './chromium.ts';
import { type Site, startSite } from './site.ts';

/** A page with the widget in it. What is inside its shadow root is found as if it were of the page. */
export type OpenPage = Visit & {
  /** Finds a part of the widget. */
  part(selector: string): Locator;
  button(name: string): Locator;
  /** What the widget says instead of an answer. */
  reason: Locator;
  terms: Locator;
  /** What the page says under a name, such as `Room`. */
  fact(name: string): Promise<string | null>;
  /** Makes the widget that of another agent. */
  showAgent(id: string): Promise<void>;
};

/** A server with the demo, and a browser. */
export type Demo = {
  server: RunningServer;
  /** The server's origin under the name that pages are opened by, and the one that the page asks the API by. */
  here: string;
  there: string;
  /** Makes a public agent that allows pages of `here`, and answers its id. */
  createAgent(settings: object): Promise<string>;
  /** Ids of the conversations that were started with an agent. */
  conversationsOf(agentId: string): Promise<string[]>;
  open(url: string): Promise<OpenPage>;
  /** Opens the page of a new agent with this `widget_config`. */
  openWith(widget_config: object): Promise<OpenPage>;
  /** Opens a website of its own, without a content security policy, which embeds an agent that allows it. */
  openElsewhere(settings: object): Promise<OpenPage & { agent: string }>;
  /** Closes all pages, none of which may have asked another machine for anything. */
  closePages(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts both, with limits of sessions that no test comes to by chance. */
export async function startDemo(environment: Record<string, string> = {}): Promise<Demo> {
  const browser = await launchChromium();
  const server = await startServer({ DEMO: 'true', ...environment });
  const { port } = new URL(server.url);
  const here = `http://localhost:${port}`;
  const visits: Visit[] = [];
  const sites: Site[] = [];

  const createAgent = async (settings: object): Promise<string> => {
    const json = { ...MINIMAL, is_public: true, allowed_origins: [here], ...settings };
    const { status, body } = await server.send('POST', '/v1/agents', { json });
    expect([status, body.error]).toEqual([201, undefined]);
    return body.id;
  };
  const open = async (url: string): Promise<OpenPage> => {
    const opened = await visit(browser, url, 'load');
    visits.push(opened);
    return withParts(opened);
  };
  return {
    ...{ server, here, createAgent, open },
    there: `http://127.0.0.1:${port}`,
    openWith: async (widget_config) => open(`${here}/demo/${await createAgent({ widget_config })}`),
    conversationsOf: async (agentId) => {
      const { body } = await server.send('GET', `/v1/agents/conversations?agent_id=${agentId}`);
      return body.conversations.map(({ id }: { id: string }) => id);
    },
    openElsewhere: async (settings) => {
      let html = '';
      const site = await startSite((_request, response) => response.setHeader('content-type', 'text/html').end(html));
      sites.push(site);
      const agent = await createAgent({ allowed_origins: [site.origin], ...settings });
      html = `<!DOCTYPE html><link rel="icon" href="data:,">
        <script type="module" src="${server.url}/demo/assets/speechify-agent.js"></script>
        <speechify-agent agent-id="${agent}"></speechify-agent>`;
      return { ...(await open(site.origin)), agent };
    },
    closePages: async () => {
      const asked = visits.flatMap(({ requests }) => requests).filter((url) => !/^(data|blob):/.test(url));
      for (const { page } of visits.splice(0)) await page.context().close();
      for (const site of sites.splice(0)) site.stop();
      const hosts = [...new Set(asked.map((url) => new URL(url).hostname))];
      expect(hosts.filter((host) => host !== 'localhost' && host !== '127.0.0.1')).toEqual([]);
    },
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

async function withParts(opened: Visit): Promise<OpenPage> {
  const { page } = opened;
  const loaded = page.locator('speechify-agent .widget:not([data-phase="loading"])');
  await loaded.waitFor({ state: 'attached' });
  return {
    ...opened,
    part: (selector) => page.locator(`speechify-agent ${selector}`),
    button: (name) => page.getByRole('button', { name, exact: true }),
    reason: page.getByRole('alert').filter({ hasText: /./ }),
    terms: page.getByRole('dialog'),
    fact: (name) => {
      const row = page.locator('dl > div', { has: page.getByText(name, { exact: true }) });
      return row.locator('dd').textContent();
    },
    showAgent: async (id) => {
      await page.locator('speechify-agent').evaluate((element, id) => element.setAttribute('agent-id', id), id);
      await loaded.waitFor({ state: 'attached' });
    },
  };
}
