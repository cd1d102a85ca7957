import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from './chromium.ts';
import { type Demo, type OpenPage, startDemo } from './demo-page.ts';
import { type Site, startSite } from './site.ts';

const LIGHT = 'rgb(255, 255, 255)';
const DARK = 'rgb(27, 31, 39)';
/** The orb's own colors. */
const BLUE = 'rgb(47, 111, 237)';
const PALE = 'rgb(158, 194, 255)';
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';

let demo: Demo;
/** Somebody else's server: it has a picture, and answers like an API. */
let site: Site;
const answers = { config: '', session: '' };

const styleOf = ({ part }: OpenPage, selector: string, name: string): Promise<string> =>
  part(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);

describe.skipIf(!hasChromium() && process.env.CI === undefined)('in Chromium', () => {
  beforeAll(async () => {
    demo = await startDemo();
    site = await startSite(({ url }, response) => {
      response.setHeader('access-control-allow-origin', '*');
      if (url === '/picture.svg') return response.setHeader('content-type', 'image/svg+xml').end(PICTURE);
      return response.end(url?.endsWith('/sessions') ? answers.session : answers.config);
    });
  });
  afterEach(() => demo.closePages());
  afterAll(async () => {
    site?.stop();
    await demo?.stop();
  });

  test('a pill shows its label, a round button only says it', async () => {
    const pill = await demo.openWith({ style: 'pill', text: { start_call: 'Ask' } });
    expect(await pill.button('Ask').innerText()).toBe('Ask');
    const fab = await demo.openWith({ style: 'fab', text: { start_call: 'Ask' } });
    expect(await fab.button('Ask').innerText()).toBe('');
    const box = await fab.button('Ask').boundingBox();
    expect(box?.width).toBe(box?.height);
    expect(await styleOf(fab, '.start', 'border-radius')).toBe('50%');
  });

  test('the theme is light, dark, or what the visitor has', async () => {
    for (const [theme, whereLight, whereDark] of [
      ['light', LIGHT, LIGHT],
      ['dark', DARK, DARK],
      ['auto', LIGHT, DARK],
    ]) {
      const opened = await demo.openWith({ theme });
      await opened.page.emulateMedia({ colorScheme: 'light' });
      const seen = [await styleOf(opened, '.start', 'background-color')];
      await opened.page.emulateMedia({ colorScheme: 'dark' });
      expect([theme, ...seen, await styleOf(opened, '.start', 'background-color')]).toEqual([
        theme,
        whereLight,
        whereDark,
      ]);
    }
  });

  test('the orb has the colors of the configuration', async () => {
    const opened = await demo.openWith({
      avatar: { type: 'orb', orb_color_1: '#7a2fed', orb_color_2: 'oklch(0.7 0.1 200)' },
    });
    const gradient = await styleOf(opened, '.orb', 'background-image');
    expect(gradient).toContain('rgb(122, 47, 237)');
    expect(gradient).toContain('oklch(0.7 0.1 200)');
  });

  test('what is no color leaves the orb its own', async () => {
    const opened = await demo.openWith({});
    const own = await styleOf(opened, '.orb', 'background-image');
    expect(own).toContain(BLUE);
    expect(own).toContain(PALE);
    for (const color of [
      'url(https://evil.example/x)',
      'red; background: url(https://evil.example/x)',
      'var(--x, url(https://evil.example/x))',
      'red, blue',
      'inherit',
      'reddish',
    ]) {
      await opened.showAgent(
        await demo.createAgent({ widget_config: { avatar: { orb_color_1: color, orb_color_2: color } } }),
      );
      expect([color, await styleOf(opened, '.orb', 'background-image')]).toEqual([color, own]);
    }
    expect(opened.errors).toEqual([]);
  });

  test('an image is an avatar with alternative text, and the button keeps its name', async () => {
    const opened = await demo.openWith({ avatar: { type: 'image', image_url: `${site.origin}/picture.svg` } });
    const image = opened.part('img');
    expect(await image.evaluate((element: HTMLImageElement) => [element.naturalWidth, element.alt])).toEqual([
      8,
      'Picture of the agent',
    ]);
    expect(await opened.button('Talk to us').isVisible()).toBe(true);
    expect(opened.errors).toEqual([]);
  });

  test('an image that is missing, a script, data, or without an address is an orb', async () => {
    const picture = `${site.origin}/picture.svg`;
    const opened = await demo.openWith({ avatar: { type: 'image', image_url: picture } });
    for (const image_url of ['/nothing.png', 'javascript:window.ran=1', 'data:image/gif;base64,R0lGODlhAQABAAAAACw=']) {
      await opened.showAgent(await demo.createAgent({ widget_config: { avatar: { type: 'image', image_url } } }));
      await opened.part('.start .orb').waitFor();
      expect([image_url, await opened.part('img').count()]).toEqual([image_url, 0]);
    }
    for (const avatar of [{ type: 'image' }, { type: 'orb', image_url: picture }, { image_url: picture }]) {
      await opened.showAgent(await demo.createAgent({ widget_config: { avatar } }));
      expect([avatar, await opened.part('.start .orb').isVisible()]).toEqual([avatar, true]);
    }
  });

  test('texts are shown and not read as HTML', async () => {
    const start_call = '<img src=x onerror="window.ran=1">&amp;';
    const { button, page, part } = await demo.openWith({
      text: { start_call, listening: '<b>x</b>', end_call: '<i>' },
    });
    await button(start_call).click();
    await button('<i>').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('<b>x</b> (demo without audio)');
    expect(await part('img, b, i').count()).toBe(0);
  });

  test('a session ends with the widget, and with its agent', async () => {
    const opened = await demo.openWith({});
    const state = opened.page.locator('#state');
    for (const leave of [
      async () => opened.showAgent(await demo.createAgent({ widget_config: { style: 'fab' } })),
      () => opened.page.locator('speechify-agent').evaluate((element) => element.remove()),
    ]) {
      await opened.button('Talk to us').click();
      await opened.button('End call').waitFor();
      expect(await state.textContent()).toContain('A session is open');
      await leave();
      expect(await state.textContent()).toContain('has left the call');
    }
  });

  test('the transcript is shown only where it is enabled', async () => {
    for (const transcript of [{ enabled: false }, {}]) {
      const { button, part } = await demo.openWith({ transcript });
      await button('Talk to us').click();
      await button('End call').waitFor();
      expect(await part('.transcript').isVisible()).toBe(false);
    }
  });

  test('settings that the widget does not know are passed over', async () => {
    const { button, errors, page } = await demo.openWith({
      ...{ banner: [1], version: -5, constructor: 'x', children: { deep: [null] } },
      ...{ avatar: { halo: { on: true } }, text: { start_call: '  ', thinking: '', shout: 7 } },
      ...{ terms: { language: 'en' }, transcript: { position: 3 } },
    });
    await button('Talk to us').click();
    await button('End call').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('Listening (demo without audio)');
    expect(errors).toEqual([]);
  });

  test('a configuration of wrong types leaves the widget as it is by itself', async () => {
    Object.assign(answers, { config: '{}', session: '{"conversation": [], "token": "x.y.z"}' });
    const opened = await demo.open(`${demo.here}/demo/agent_x?api=${site.origin}`);
    const look = async (): Promise<string> => opened.part('.bar').evaluate((bar) => bar.outerHTML);
    const own = await look();
    for (const [index, config] of [
      ...['null', '[]', '"text"', '3'],
      '{"style": 3, "theme": ["dark"], "avatar": null, "text": [1], "terms": "x", "transcript": true}',
      '{"avatar": {"type": "image", "image_url": 5}, "text": {"start_call": {}}, "terms": {"enabled": 1, "content": 5}}',
      '{"avatar": {"orb_color_1": 5, "orb_color_2": {}}, "terms": {"enabled": true, "content": ["x"]}}',
      '{"__proto__": {"style": "fab"}, "style": "constructor"}',
    ].entries()) {
      answers.config = config;
      await opened.showAgent(`agent_${index}`);
      expect([config, JSON.parse(`${await opened.page.locator('#config').textContent()}`)]).toEqual([
        config,
        JSON.parse(config),
      ]);
      expect([config, await look()]).toEqual([config, own]);
      await opened.button('Talk to us').click();
      await opened.button('End call').waitFor();
      expect(await opened.page.locator('#state').textContent()).toContain('its token cannot be read');
    }
    expect(opened.errors).toEqual([]);
  });

  test('an answer that is none of the API is told by its status', async () => {
    answers.config = '<html>';
    const { reason } = await demo.open(`${demo.here}/demo/agent_x?api=${site.origin}`);
    expect(await reason.textContent()).toBe(
      'The agent cannot be used at the moment. The API responded with status 200.',
    );
  });
});
