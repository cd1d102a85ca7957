import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from './chromium.ts';
import { type Demo, type OpenPage, startDemo } from './demo-page.ts';

const HOSTILE = `## Rules

**Bold** words, [our terms](https://www.example.com/terms) and

- a list

<script>window.ran = 'script'</script>
<img src="nowhere" onerror="window.ran = 'img'">
<svg onload="window.ran = 'svg'"><script>window.ran = 'svg script'</script></svg>
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<details open ontoggle="window.ran = 'details'">x</details>

[click](javascript:window.ran='link') <a href="java&#9;script:window.ran='tab'">tab</a>
<form action="https://evil.example"><input name="card" onfocus="window.ran = 'input'" autofocus></form>
<p style="position: fixed" onclick="window.ran = 'p'" id="x" class="accept">a paragraph</p>

<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran='math'&gt;">
`;

let demo: Demo;

describe.skipIf(!hasChromium() && process.env.CI === undefined)('in Chromium, terms', () => {
  beforeAll(async () => {
    demo = await startDemo();
  });
  afterEach(() => demo.closePages());
  afterAll(() => demo?.stop());

  /** What the sanitiser left of them, wherever they are shown. */
  const expectHarmless = async ({ button, terms, page }: OpenPage): Promise<void> => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    await button('Talk to us').click();
    expect(await terms.locator('.text strong').textContent()).toBe('Bold');
    expect(await terms.locator('.text li').textContent()).toBe('a list');
    const link = terms.getByRole('link', { name: 'our terms' });
    expect(await link.evaluate((element) => [element.getAttribute('href'), element.getAttribute('rel')])).toEqual([
      'https://www.example.com/terms',
      'noopener',
    ]);
    expect(await link.getAttribute('target')).toBe('_blank');

    const left = await terms
      .locator('.text')
      .evaluate((text) =>
        [...text.querySelectorAll('*')].flatMap((element) => [
          element.localName,
          ...[...element.attributes].map(({ name, value }) => (name === 'href' ? value : name)),
        ]),
      );
    const words = ['a', 'h2', 'https://www.example.com/terms', 'li', 'p', 'rel', 'strong', 'target', 'ul'];
    expect([...new Set(left)].sort()).toEqual(words);
    await terms.getByText('click').click();
    await terms.getByText('a paragraph').click();
    await page.waitForTimeout(300);
    expect([await page.evaluate('window.ran'), dialogs]).toEqual([undefined, []]);
  };

  test('that hold scripts are shown without them', async () => {
    await expectHarmless(await demo.openWith({ terms: { enabled: true, content: HOSTILE } }));
  });

  test('that hold scripts do no harm on a website without a policy either', async () => {
    const terms = { enabled: true, content: HOSTILE };
    await expectHarmless(await demo.openElsewhere({ widget_config: { terms } }));
  });

  test('that are not enabled, or say nothing, are not asked for', async () => {
    const opened = await demo.openWith({ terms: { enabled: true, content: 'Read this.' } });
    for (const terms of [
      { enabled: false, content: 'Read this.' },
      { enabled: true, content: ' \n' },
      { enabled: true },
    ]) {
      await opened.showAgent(await demo.createAgent({ widget_config: { terms } }));
      await opened.button('Talk to us').click();
      await opened.button('End call').waitFor();
    }
  });

  test('of another agent are asked for anew', async () => {
    const terms = { enabled: true, content: 'Read this.' };
    const opened = await demo.openWith({ terms });
    const ask = async (): Promise<string> => {
      const agent = await demo.createAgent({ widget_config: { terms } });
      await opened.showAgent(agent);
      expect(await opened.terms.isVisible()).toBe(false);
      await opened.button('Talk to us').click();
      await opened.button('Decline').waitFor();
      return agent;
    };
    await opened.button('Talk to us').click();
    await opened.button('Accept').click();
    await opened.button('End call').waitFor();

    // What was said to others is no answer to these.
    const declined = await ask();
    await opened.page.keyboard.press('Escape');
    await opened.page.waitForTimeout(200);
    expect(await opened.button('Talk to us').isVisible()).toBe(true);
    expect(await demo.conversationsOf(declined)).toEqual([]);

    const left = await ask();
    const last = await ask();
    await opened.button('Accept').click();
    await opened.button('End call').waitFor();
    expect(await demo.conversationsOf(left)).toEqual([]);
    expect(await demo.conversationsOf(last)).toHaveLength(1);
  });

  test('that are asked for again in the moment they were declined in can be accepted', async () => {
    const opened = await demo.openWith({ terms: { enabled: true, content: 'Read this.' } });
    await opened.button('Talk to us').click();
    await opened.part('dialog').evaluate((dialog) => {
      dialog.querySelector('button')?.click();
      dialog.parentElement?.querySelector<HTMLElement>('.start')?.click();
    });
    await opened.button('Accept').click();
    await opened.button('End call').waitFor();
  });
});
