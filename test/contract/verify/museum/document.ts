import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const body = (name: string): object => ({ required: true, ...json(ref(name)) });
const error = { description: 'What is wrong.', ...json(ref('Error')) };
const page = (name: string, more: object): object => ({
  description: 'One page.',
  ...json({
    type: 'object',
    required: ['data'],
    properties: { data: { type: 'array', items: ref(name) }, ...more },
  }),
});
const one = (name: string, description = 'It.'): object => ({ description, ...json(ref(name)) });
const made = (name: string): object => ({
  ...one(name, 'Made.'),
  headers: { Location: { required: true, schema: { type: 'string', format: 'uri-reference' } } },
});
const id = (name: string): object => ({ name, in: 'path', required: true, schema: { type: 'string', maxLength: 40 } });
const query = (name: string, schema: object): object => ({ name, in: 'query', schema });
const limit = query('limit', { type: 'integer', minimum: 1, maximum: 30, default: 10 });

const CATEGORIES = ['exhibition', 'tour', 'workshop'];
const event = {
  title: { type: 'string', minLength: 1, maxLength: 80 },
  category: { type: 'string', enum: CATEGORIES },
  starts_on: { type: 'string', format: 'date' },
  seats: { type: 'integer', minimum: 0, maximum: 500, default: 0 },
  price: { type: 'number', minimum: 0, maximum: 1000, default: 0 },
  is_free_for_members: { type: 'boolean', default: false },
  notes: { type: 'string', maxLength: 200, default: '' },
};
const ticket = {
  buyer: { type: 'string', minLength: 1, maxLength: 60 },
  kind: { type: 'string', enum: ['adult', 'child', 'member'] },
  quantity: { type: 'integer', minimum: 1, maximum: 10, default: 1 },
  seat: { type: ['string', 'null'], maxLength: 10, default: null },
  contact: {
    type: 'object',
    additionalProperties: false,
    properties: { phone: { type: 'string', maxLength: 20 }, email: { type: 'string', maxLength: 40 } },
  },
};
const object = (properties: object, required: string[]): object => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

/** A museum's events and the tickets to them: paged by number and by cursor, filtered and sorted. */
export const MUSEUM: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Museum', version: '1' },
  paths: {
    '/events': {
      get: {
        operationId: 'listEvents',
        parameters: [
          limit,
          query('page', { type: 'integer', minimum: 1, maximum: 10_000, default: 1 }),
          query('category', { type: 'string', enum: CATEGORIES }),
          query('sort', { type: 'string', enum: ['starts_on', '-starts_on', 'title', '-title'], default: 'starts_on' }),
        ],
        responses: { 200: page('Event', { total: { type: 'integer' } }), default: error },
      },
      post: {
        operationId: 'createEvent',
        requestBody: body('NewEvent'),
        responses: { 201: made('Event'), default: error },
      },
    },
    '/events/{event_id}': {
      parameters: [id('event_id')],
      get: { operationId: 'getEvent', responses: { 200: one('Event'), 404: error, default: error } },
      patch: {
        operationId: 'updateEvent',
        requestBody: body('EventChanges'),
        responses: { 200: one('Event'), 404: error, default: error },
      },
      put: {
        operationId: 'replaceEvent',
        requestBody: body('NewEvent'),
        responses: { 200: one('Event'), 404: error, default: error },
      },
      delete: {
        operationId: 'deleteEvent',
        responses: { 204: { description: 'Gone.' }, 404: error, 415: error, default: error },
      },
    },
    '/events/{event_id}/tickets': {
      parameters: [id('event_id')],
      get: {
        operationId: 'listTickets',
        parameters: [limit, query('after', { type: 'string', maxLength: 40 })],
        responses: { 200: page('Ticket', { next: { type: ['string', 'null'] } }), 404: error, default: error },
      },
      post: {
        operationId: 'buyTicket',
        requestBody: body('NewTicket'),
        responses: { 201: made('Ticket'), 404: error, default: error },
      },
    },
    '/events/{event_id}/tickets/{ticket_id}': {
      parameters: [id('event_id'), id('ticket_id')],
      get: { operationId: 'getTicket', responses: { 200: one('Ticket'), 404: error, 413: error, default: error } },
      patch: {
        operationId: 'changeTicket',
        requestBody: { required: true, content: { 'application/merge-patch+json': { schema: ref('TicketChanges') } } },
        responses: { 200: one('Ticket'), 404: error, default: error },
      },
      delete: { operationId: 'refundTicket', responses: { 204: { description: 'Gone.' }, 404: error, default: error } },
    },
  },
  components: {
    schemas: {
      Event: object({ id: { type: 'string' }, ...event }, ['id', ...Object.keys(event)]),
      NewEvent: object(event, ['title', 'category', 'starts_on']),
      EventChanges: object(event, []),
      Ticket: object({ id: { type: 'string' }, ...ticket }, ['id', ...Object.keys(ticket)]),
      TicketChanges: object(ticket, []),
      NewTicket: object(ticket, ['buyer', 'kind']),
      Error: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
    },
  } as NonNullable<OpenApiDocument['components']>,
} as unknown as OpenApiDocument;
