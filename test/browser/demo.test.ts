import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from './chromium.ts';
import { type Demo, startDemo } from './demo-page.ts';
import { startSite } from './site.ts';

const NOT_HERE = 'This page may not use the agent.';
const PROMPT = 'You are the front desk of “Zähne & Co”.';
const WIDGET = {
  version: 1,
  text: { start_call: 'Ask the front desk', end_call: 'Hang up', listening: 'I am listening' },
  terms: { enabled: true, content: 'Calls are **recorded**.' },
  transcript: { enabled: true },
};

let demo: Demo;
let here: string;
let there: string;
const urlOf = (agentId: string, query = ''): string => `${here}/demo/${agentId}${query}`;

describe.skipIf(!hasChromium() && process.env.CI === undefined)('in Chromium', () => {
  beforeAll(async () => {
    demo = await startDemo({ RATE_LIMITS: 'true', RATE_LIMIT_BURST: '1000', PUBLIC_SESSIONS_PER_AGENT: '2' });
    ({ here, there } = demo);
  });
  afterEach(() => demo.closePages());
  afterAll(() => demo?.stop());

  describe('a page of an origin that the agent allows', () => {
    test('starts a session after its terms are accepted, shows what its token claims, and ends it', async () => {
      const agent = await demo.createAgent({ prompt: PROMPT, widget_config: WIDGET });
      const { page, errors, requests, button, terms, part, fact } = await demo.open(urlOf(agent));
      const transcript = page.getByRole('region', { name: 'Transcript' });
      const status = page.getByRole('status');
      expect(await Promise.all(['Agent', 'Origin of this page', 'API it asks'].map(fact))).toEqual([
        agent,
        here,
        there,
      ]);
      expect(JSON.parse(`${await page.locator('#config').textContent()}`)).toEqual(WIDGET);
      expect([await transcript.isVisible(), await status.textContent()]).toEqual([false, '']);

      await button('Ask the front desk').click();
      expect(await terms.locator('strong').textContent()).toBe('recorded');
      expect(await demo.conversationsOf(agent)).toEqual([]);
      await button('Accept').click();
      await button('Hang up').waitFor();

      const [conversation, ...others] = await demo.conversationsOf(agent);
      expect(others).toEqual([]);
      expect([await transcript.isVisible(), await status.textContent()]).toEqual([
        true,
        'I am listening (demo without audio)',
      ]);
      expect(await button('Ask the front desk').isVisible()).toBe(false);
      const named = ['Conversation', 'Room', 'Identity of the caller', 'LiveKit server', 'Voice worker'].map(fact);
      expect(await Promise.all(named)).toEqual([
        ...[conversation, conversation, conversation],
        ...['ws://localhost:7880', 'voice-agent'],
      ]);
      const expires = Date.parse(`${await page.locator('time').getAttribute('datetime')}`);
      expect(Math.abs(expires - Date.now() - 600_000)).toBeLessThan(30_000);
      const metadata = JSON.parse(`${await page.locator('#metadata').textContent()}`);
      expect(metadata).toEqual({ conversation_id: conversation, agent_id: agent });
      expect(await page.locator('body').textContent()).not.toContain(PROMPT);
      const claims = JSON.parse(`${await page.locator('#payload').textContent()}`);
      expect(claims.video).toMatchObject({ room: conversation, roomJoin: true });
      expect(JSON.parse(claims.roomConfig.agents[0].metadata)).toEqual(metadata);

      await button('Hang up').click();
      await button('Ask the front desk').waitFor();
      expect([await transcript.isVisible(), await status.textContent()]).toEqual([false, '']);
      expect(await page.locator('#state').textContent()).toContain('has left the call');

      // Terms are for the first call.
      await button('Ask the front desk').click();
      await button('Hang up').waitFor();
      expect(await demo.conversationsOf(agent)).toHaveLength(2);
      expect(await part('.rejection').textContent()).toBe('');
      expect(errors).toEqual([]);
      expect(requests.filter((url) => url.includes('/v1/')).every((url) => url.startsWith(there))).toBe(true);
    });

    test('can be used by keyboard alone, and Escape declines the terms', async () => {
      const agent = await demo.createAgent({ widget_config: WIDGET });
      const { page, button, terms, part } = await demo.open(urlOf(agent));
      const focused = (): Promise<string | null | undefined> =>
        page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className);
      await button('Ask the front desk').focus();
      await page.keyboard.press('Enter');
      expect(await focused()).toBe('text');
      await page.keyboard.press('Escape');
      expect([await terms.isVisible(), await focused()]).toEqual([false, 'start']);
      expect(await demo.conversationsOf(agent)).toEqual([]);

      await page.keyboard.press('Enter');
      await button('Decline').press('Enter');
      expect([await terms.isVisible(), await focused()]).toEqual([false, 'start']);
      expect(await demo.conversationsOf(agent)).toEqual([]);

      await page.keyboard.press('Enter');
      await button('Accept').press('Enter');
      await part('.end').waitFor();
      expect(await focused()).toBe('end');
      await page.keyboard.press('Enter');
      await part('.start').waitFor();
      expect(await focused()).toBe('start');
      expect(await demo.conversationsOf(agent)).toHaveLength(1);
    });

    test('is told when to try again where sessions are limited', async () => {
      const agent = await demo.createAgent({});
      const { button, reason, part, page } = await demo.open(urlOf(agent));
      for (const _ of [1, 2]) {
        await button('Talk to us').click();
        await button('End call').click();
      }
      await button('Talk to us').click();
      expect(await reason.textContent()).toMatch(/^Too many calls\. Try again in \d+ s\.$/);
      expect(await page.locator('#state').textContent()).toMatch(/^No session was started\. Too many calls/);
      expect([await page.locator('#call').innerText(), await page.locator('#claims').isVisible()]).toEqual(['', false]);
      expect([await part('.start').isVisible(), await part('.end').isVisible()]).toEqual([true, false]);
      expect(await demo.conversationsOf(agent)).toHaveLength(2);
    });

    test('may be one that loads the element from the API and says no more than the agent', async () => {
      const { agent, button, errors, page } = await demo.openElsewhere({});
      const told = page.evaluate(
        () =>
          new Promise((resolve) => {
            document.addEventListener('session', (event) => resolve(event instanceof CustomEvent && event.detail));
          }),
      );
      await button('Talk to us').click();
      expect(await told).toMatchObject({ token: expect.any(String), url: 'ws://localhost:7880' });
      const [id] = await demo.conversationsOf(agent);
      expect(await told).toMatchObject({ conversation: { id } });
      expect(errors).toEqual([]);
    });
  });

  describe('a page that may not use the agent is told so, and starts no session', () => {
    const rejected = async (agent: string, url: string): Promise<string | null> => {
      const { reason, part, page } = await demo.open(url);
      const text = await reason.textContent();
      expect(await part('.start').isVisible()).toBe(false);
      expect(await page.locator('#state').textContent()).toBe(`No session was started. ${text}`);
      expect(await demo.conversationsOf(agent)).toEqual([]);
      return text;
    };
    const unreadable = (origin: string): string =>
      `${NOT_HERE} There is no public agent of this id that allows the origin ${origin}.`;

    test('on the same server under its other name', async () => {
      const agent = await demo.createAgent({});
      expect(await rejected(agent, `${there}/demo/${agent}`)).toBe(unreadable(there));
    });

    test('on a hostname that the agent does not list', async () => {
      const agent = await demo.createAgent({ allowed_origins: [], hostname_allowlist: ['www.example.com'] });
      expect(await rejected(agent, urlOf(agent))).toBe(unreadable(here));
    });

    test('where the agent is private', async () => {
      const agent = await demo.createAgent({ is_public: false });
      expect(await rejected(agent, urlOf(agent))).toBe(unreadable(here));
      expect(await rejected(agent, urlOf(agent, `?api=${here}`))).toBe(`${NOT_HERE} The agent is not public.`);
    });

    test('where there is no such agent', async () => {
      const agent = 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e';
      expect(await rejected(agent, urlOf(agent))).toBe(unreadable(here));
      expect(await rejected(agent, urlOf(agent, `?api=${here}`))).toMatch(/^There is no such agent\./);
    });

    test('where it asks its own origin, so that the browser does not say where it is from', async () => {
      const agent = await demo.createAgent({});
      const sentence = `${NOT_HERE} The agent does not allow the origin ${here}.`;
      expect(await rejected(agent, urlOf(agent, `?api=${here}`))).toBe(sentence);
    });

    test('where nothing answers', async () => {
      const agent = await demo.createAgent({});
      const gone = await startSite(() => undefined);
      gone.stop();
      const sentence = `The agent cannot be reached. Nothing responds at ${gone.origin}.`;
      expect(await rejected(agent, urlOf(agent, `?api=${gone.origin}`))).toBe(sentence);
    });

    test('from when it was taken off the list', async () => {
      const agent = await demo.createAgent({});
      const { button, reason } = await demo.open(urlOf(agent));
      await demo.server.send('PATCH', `/v1/agents/${agent}`, { json: { allowed_origins: [there] } });
      await button('Talk to us').click();
      expect(await reason.textContent()).toBe(unreadable(here));
      expect(await demo.conversationsOf(agent)).toEqual([]);
    });
  });

  test.each(['javascript:window.ran=1', 'ftp://api.example.com', 'https://api.example.com/v1', ''])(
    '?api=%s is no origin, and is not asked',
    async (api) => {
      const agent = await demo.createAgent({});
      const { page, button, fact } = await demo.open(urlOf(agent, `?api=${encodeURIComponent(api)}`));
      await button('Talk to us').waitFor();
      expect(await fact('API it asks')).toBe(there);
      expect(await page.locator('#notes').textContent()).toContain('is no origin');
    },
  );
});
