import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const OFF = {
  enabled: false,
  on_voicemail: { action: 'hangup' },
  on_ivr: { action: 'proceed' },
  on_unavailable: { action: 'hangup' },
};
const ON = { ...OFF, enabled: true };
const MESSAGE = { action: 'leave_message', message: 'Hello {{name}}, call us back.' };

/** What an agent has before an update, so that anything left of it shows. */
const STORED = { ...ON, on_voicemail: MESSAGE, tuning: { timeout_seconds: 9, classification_prompt: 'p' } };

async function createAgent() {
  const { status, body } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, amd: STORED } });
  expect([status, body.amd]).toEqual([201, STORED]);
  return { path: `/v1/agents/${body.id}`, agent: body };
}

async function sendAmd(how: string, amd: unknown) {
  if (how === 'create') return server.send('POST', '/v1/agents', { json: { ...MINIMAL, amd } });
  return server.send('PATCH', (await createAgent()).path, { json: { amd } });
}

const tuned = (tuning: unknown) => ({ ...ON, tuning });

const ACCEPTED: [rule: string, amd: object][] = [
  ['on_voicemail hangup', ON],
  ['on_voicemail leave_message with a message that holds variables', { ...ON, on_voicemail: MESSAGE }],
  ['on_voicemail leave_message with one character', { ...ON, on_voicemail: { ...MESSAGE, message: 'x' } }],
  ['on_ivr proceed', ON],
  ['on_ivr hangup', { ...ON, on_ivr: { action: 'hangup' } }],
  ['on_ivr navigate', { ...ON, on_ivr: { action: 'navigate' } }],
  ['everything set while disabled', { ...STORED, enabled: false }],
  ['tuning that sets nothing', tuned({})],
  ['timeout_seconds alone, however small', tuned({ timeout_seconds: 0.001 })],
  ['timeout_seconds 60', tuned({ timeout_seconds: 60 })],
  ['no_speech_threshold_seconds alone, however small', tuned({ no_speech_threshold_seconds: 0.001 })],
  ['no_speech_threshold_seconds 60', tuned({ no_speech_threshold_seconds: 60 })],
  ['human_speech_threshold_seconds just above 0', tuned({ human_speech_threshold_seconds: 0.001 })],
  ['human_speech_threshold_seconds 60', tuned({ human_speech_threshold_seconds: 60 })],
  ['timeout equal to no_speech_threshold', tuned({ timeout_seconds: 5, no_speech_threshold_seconds: 5 })],
  ['timeout above no_speech_threshold', tuned({ timeout_seconds: 5.1, no_speech_threshold_seconds: 5 })],
  ['timeout below human_speech_threshold', tuned({ timeout_seconds: 1, human_speech_threshold_seconds: 2 })],
  ['classification_prompt', tuned({ classification_prompt: 'Tell a person from a machine. 😀' })],
];

const voicemail = (on_voicemail: unknown) => ({ ...ON, on_voicemail });
const NUMBERS = ['human_speech_threshold_seconds', 'no_speech_threshold_seconds', 'timeout_seconds'];

const REFUSED: [rule: string, amd: unknown, ...paths: string[]][] = [
  ['null', null, 'amd'],
  ['a list', [], 'amd'],
  ['a text', 'off', 'amd'],
  ['nothing', {}, 'amd.enabled', 'amd.on_ivr', 'amd.on_unavailable', 'amd.on_voicemail'],
  ['disabled and nothing else', { enabled: false }, 'amd.on_ivr', 'amd.on_unavailable', 'amd.on_voicemail'],
  ...[OFF, ON].flatMap((amd) =>
    Object.keys(amd).map((part): [string, unknown, string] => [
      `${part} left out while ${amd.enabled ? 'enabled' : 'disabled'}`,
      { ...amd, [part]: undefined },
      `amd.${part}`,
    ]),
  ),
  ['enabled as a text', { ...ON, enabled: 'true' }, 'amd.enabled'],
  ['an unknown part', { ...ON, on_human: { action: 'proceed' } }, 'amd.on_human'],
  ['on_voicemail as a text', voicemail('hangup'), 'amd.on_voicemail'],
  ['on_voicemail null', voicemail(null), 'amd.on_voicemail'],
  ['on_voicemail without action', voicemail({}), 'amd.on_voicemail.action'],
  ['on_voicemail with another action', voicemail({ action: 'navigate' }), 'amd.on_voicemail.action'],
  ['leave_message without a message', voicemail({ action: 'leave_message' }), 'amd.on_voicemail.message'],
  ['leave_message with an empty message', voicemail({ ...MESSAGE, message: '' }), 'amd.on_voicemail.message'],
  ['leave_message with null', voicemail({ ...MESSAGE, message: null }), 'amd.on_voicemail.message'],
  ['hangup with a message', voicemail({ ...MESSAGE, action: 'hangup' }), 'amd.on_voicemail.message'],
  ['hangup with an empty message', voicemail({ action: 'hangup', message: '' }), 'amd.on_voicemail.message'],
  ['on_ivr without action', { ...ON, on_ivr: {} }, 'amd.on_ivr.action'],
  ['on_ivr with another action', { ...ON, on_ivr: { action: 'leave_message' } }, 'amd.on_ivr.action'],
  ['on_ivr with a message', { ...ON, on_ivr: { action: 'hangup', message: 'x' } }, 'amd.on_ivr.message'],
  ['on_unavailable without action', { ...ON, on_unavailable: {} }, 'amd.on_unavailable.action'],
  ['on_unavailable with another action', { ...ON, on_unavailable: { action: 'proceed' } }, 'amd.on_unavailable.action'],
  ['tuning null', tuned(null), 'amd.tuning'],
  ['an unknown part of tuning', tuned({ max_seconds: 1 }), 'amd.tuning.max_seconds'],
  ...NUMBERS.flatMap((name) =>
    [0, -1, 60.01, '5', null].map((value): [string, unknown, string] => [
      `${name} ${JSON.stringify(value)}`,
      tuned({ [name]: value }),
      `amd.tuning.${name}`,
    ]),
  ),
  [
    'timeout below no_speech_threshold',
    tuned({ timeout_seconds: 4.9, no_speech_threshold_seconds: 5 }),
    'amd.tuning.timeout_seconds',
  ],
  ['classification_prompt as a number', tuned({ classification_prompt: 1 }), 'amd.tuning.classification_prompt'],
];

test('amd left out on create is off, stored and returned as such', async () => {
  const { body } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  expect(body.amd).toEqual(OFF);
  expect((await server.send('GET', `/v1/agents/${body.id}`)).body.amd).toEqual(OFF);
});

test('amd left out of an update stays', async () => {
  const { path } = await createAgent();
  expect((await server.send('PATCH', path, { json: { name: 'new' } })).body.amd).toEqual(STORED);
});

describe.each(['create', 'update'])('%s', (how) => {
  test.each(ACCEPTED)('takes %s, and replaces what was there whole', async (_rule, amd) => {
    const { status, body } = await sendAmd(how, amd);
    expect([status, body.amd], JSON.stringify(body)).toEqual([how === 'create' ? 201 : 200, amd]);
    expect((await server.send('GET', `/v1/agents/${body.id}`)).body.amd).toEqual(amd);
  });

  test.each(REFUSED)('rejects %s', async (_rule, amd, ...paths) => {
    const { status, body } = await sendAmd(how, amd);
    expect([status, Object.keys(body.error?.fields ?? {}).sort()], JSON.stringify(body)).toEqual([400, paths]);
  });
});
