import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response } from 'express';
import { isObject } from '../../../../src/contract/document/references.ts';
import type { CheckName } from '../../../../src/contract/verify/check-names.ts';
import { DEFAULTS, EVENT, type Event, type Fields, readBody, TICKET, text, Wrong } from './bodies.ts';

/** What can be wrong with the museum, and the check that must find it. */
export const DEFECTS = {
  'a Location leads nowhere': 'location_leads_to_it',
  'an update resets a field that it was not sent': 'update_keeps_the_rest',
  'page 2 skips a row': 'lists_each_once',
  'a page after a cursor skips a row': 'lists_each_once',
  'a page has one row more than its limit': 'page_size_kept',
  'a total counts the rows of the page': 'total_is_true',
  'a total counts rows that a filter leaves out': 'total_is_true',
  'a filter is ignored': 'filters_filter',
  'a filter leaves a row out': 'filters_filter',
  'a descending order is ascending': 'sort_sorts',
  'rows of later pages come in reverse order': 'sort_sorts',
  'every other list comes in reverse order': 'sort_sorts',
  'a deletion returns 201': 'status_semantics',
  'OPTIONS lists a method that there is not': 'options_match',
  'the first read takes long': 'response_time',
  'a rejected update stores the fields before the wrong one': 'refused_changes_nothing',
  'a rejected purchase makes a ticket': 'refused_changes_nothing',
  'a PUT keeps fields that it was not sent': 'put_replaces',
  'a PUT of an event that is there returns 201': 'put_replaces',
  'null in a merge patch is ignored': 'merge_patch_null',
  'a merge patch replaces the members of an object': 'merge_patch_null',
  'a ticket is found under every event': 'child_of_its_parent',
  'a ticket can be returned under every event': 'child_of_its_parent',
  'an error has a stack trace': 'no_leak',
  'an error has a file path': 'no_leak',
  'an error quotes SQL': 'no_leak',
  'an error has a connection string': 'no_leak',
  'a huge number is a server error': 'not_a_server_error',
  'a text adds a header': 'injects_nothing',
  'a template in a text is evaluated': 'injects_nothing',
  'a request sets the id': 'read_only_kept',
  'an update stores what it has read before others wrote': 'no_lost_update',
  'an update brings back an event that is deleted meanwhile': 'deletes_are_final',
  'a deletion removes what is in the place of the event meanwhile': 'deletes_are_final',
} as const satisfies Record<string, CheckName>;

/** Defects that only the phase `security` is about. */
export const SECURITY_DEFECTS: Defect[] = [
  'a huge number is a server error',
  'a text adds a header',
  'a template in a text is evaluated',
  'a request sets the id',
];

/** Texts that defects add to errors. */
const LEAKED: Partial<Record<Defect, string>> = {
  'an error has a stack trace': 'Error: none\n    at find (/app/src/events.js:12:5)',
  'an error has a file path': "ENOENT: no such file '/var/lib/museum/events'",
  'an error quotes SQL': 'No rows: SELECT * FROM events WHERE id = $1',
  'an error has a connection string': 'No rows in postgres://museum:secret@db:5432/museum',
};

export type Defect = keyof typeof DEFECTS;

/** Milliseconds that a response may take, and that a slow one takes. */
export const MAX_RESPONSE_MS = 1000;
const SLOW_MS = 1500;

/** Milliseconds between reading and writing in defects of requests at once. */
const GAP_MS = 20;
const DEFERRED: (Defect | undefined)[] = [
  'an update stores what it has read before others wrote',
  'an update brings back an event that is deleted meanwhile',
];

const MERGE_PATCH = 'application/merge-patch+json';
const TICKET_DEFAULTS = { quantity: 1, seat: null, contact: {} };

/** Stores the valid fields of a body up to the first one that is not. */
function storeUntilWrong(event: Event, body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    if (EVENT[name]?.(value) !== true) return;
    event[name] = value;
  }
}

function readNumber({ query }: Request, name: string, usual: number, most: number): number {
  const sent = query[name];
  if (sent === undefined) return usual;
  const value = Number(sent);
  if (typeof sent !== 'string' || !/^\d+$/.test(sent) || value < 1 || value > most) {
    throw new Wrong(`The parameter "${name}" must be an integer from 1 to ${most}.`);
  }
  return value;
}

function readChoice({ query }: Request, name: string, ...choices: string[]): string | undefined {
  const sent = query[name];
  if (sent === undefined) return undefined;
  if (typeof sent !== 'string' || !choices.includes(sent)) {
    throw new Wrong(`The parameter \`${name}\` must be one of ${choices.join(', ')}.`);
  }
  return sent;
}

/** A plain Express server of the museum, held in memory, with one defect or none. */
export async function startMuseum(defect?: Defect): Promise<{ url: string; stop: () => void }> {
  const events: Event[] = [];
  let count = 0;
  let lists = 0;
  let reads = 0;
  const app = express();
  app.use(express.json({ type: ['application/json', MERGE_PATCH] }));

  if (defect === 'OPTIONS lists a method that there is not') {
    app.options('/events', (_request, response) => void response.set('allow', 'GET, POST, PUT').end());
  }

  const find = ({ params }: Request): Event => {
    const found = events.find(({ id }) => id === params.event_id);
    if (found === undefined) throw new Wrong('There is no such event.', 404);
    return found;
  };
  const shown = ({ tickets: _, ...rest }: Event): Fields => rest;

  app.get('/events', (request, response) => {
    const limit = readNumber(request, 'limit', 10, 30);
    const page = readNumber(request, 'page', 1, 10_000);
    const category = readChoice(request, 'category', 'exhibition', 'tour', 'workshop');
    const sort = readChoice(request, 'sort', 'starts_on', '-starts_on', 'title', '-title') ?? 'starts_on';
    const isDescending = sort.startsWith('-') && defect !== 'a descending order is ascending';
    const by = sort.replace('-', '');
    let rows = events.toSorted((a, b) => (String(a[by]) < String(b[by]) ? -1 : String(a[by]) > String(b[by]) ? 1 : 0));
    if (isDescending) rows.reverse();
    lists += 1;
    if (defect === 'every other list comes in reverse order' && lists % 2 === 0) rows.reverse();
    if (category !== undefined && defect !== 'a filter is ignored') {
      rows = rows.filter((one) => one.category === category);
      if (defect === 'a filter leaves a row out') rows.pop();
    }
    const from = (page - 1) * limit + Number(defect === 'page 2 skips a row' && page > 1);
    const length = limit + Number(defect === 'a page has one row more than its limit');
    const data = rows.slice(from, from + length).map(shown);
    if (defect === 'rows of later pages come in reverse order' && page > 1) data.reverse();
    let total = rows.length;
    if (defect === 'a total counts the rows of the page') total = data.length;
    if (defect === 'a total counts rows that a filter leaves out') total = events.length;
    response.json({ data, total });
  });

  app.post('/events', (request, response) => {
    const { id, ...fields } = defect === 'a request sets the id' ? request.body : { id: undefined, ...request.body };
    if (defect === 'a request sets the id' && typeof id === 'string') request.body = fields;
    if (defect === 'a huge number is a server error' && request.body.seats > Number.MAX_SAFE_INTEGER) {
      throw new Error('out of range');
    }
    const body = readBody(request, EVENT, ['title', 'category', 'starts_on']);
    const [, header, value] = /\r\n([\w-]+): (\w+)/.exec(String(body.title)) ?? [];
    if (defect === 'a text adds a header' && header !== undefined) response.setHeader(header, value ?? '');
    if (defect === 'a template in a text is evaluated') {
      body.title = String(body.title).replaceAll(/\{\{(\d+)\*(\d+)\}\}/g, (_, a, b) => String(Number(a) * Number(b)));
    }
    count += 1;
    const given = defect === 'a request sets the id' && typeof id === 'string' ? { id } : {};
    const made: Event = { id: `event-${count}`, ...DEFAULTS, ...body, ...given, tickets: [] };
    events.push(made);
    const location = defect === 'a Location leads nowhere' ? `/event/${made.id}` : `/events/${made.id}`;
    response.status(201).location(location).json(shown(made));
  });

  app.get('/events/:event_id', async (request, response) => {
    const found = shown(find(request));
    reads += 1;
    if (defect === 'the first read takes long' && reads === 1) await setTimeout(SLOW_MS);
    response.json(found);
  });

  app.patch('/events/:event_id', async (request, response) => {
    const event = find(request);
    const before = { ...event };
    if (DEFERRED.includes(defect)) {
      readBody(request, EVENT, []);
      await setTimeout(GAP_MS);
    }
    if (defect === 'an update stores what it has read before others wrote') Object.assign(event, before);
    if (defect === 'an update brings back an event that is deleted meanwhile' && !events.includes(event)) {
      events.push(event);
    }
    if (defect === 'a rejected update stores the fields before the wrong one') storeUntilWrong(event, request.body);
    const body = readBody(request, EVENT, []);
    if (defect === 'an update resets a field that it was not sent' && !('seats' in body)) event.seats = 0;
    Object.assign(event, body);
    response.json(shown(event));
  });

  app.put('/events/:event_id', (request, response) => {
    const event = find(request);
    const body = readBody(request, EVENT, ['title', 'category', 'starts_on']);
    Object.assign(event, defect === 'a PUT keeps fields that it was not sent' ? {} : DEFAULTS, body);
    if (defect !== 'a PUT of an event that is there returns 201') response.json(shown(event));
    else response.status(201).json({ message: 'It is there.' });
  });

  app.delete('/events/:event_id', async (request, response) => {
    const place = events.indexOf(find(request));
    if (defect === 'a deletion removes what is in the place of the event meanwhile') await setTimeout(GAP_MS);
    events.splice(place, 1);
    if (defect === 'a deletion returns 201') response.status(201).json({ message: 'It is gone.' });
    else response.status(204).end();
  });

  app.get('/events/:event_id/tickets', (request, response) => {
    const { tickets } = find(request);
    const limit = readNumber(request, 'limit', 10, 30);
    const { after } = request.query;
    if (after !== undefined && !text(0, 40)(after)) throw new Wrong('The parameter after is too long.');
    const from = after === undefined ? 0 : tickets.findIndex(({ id }) => id === after) + 1;
    const skipped = Number(defect === 'a page after a cursor skips a row' && after !== undefined);
    const data = tickets.slice(from + skipped, from + skipped + limit);
    const isLast = from + skipped + limit >= tickets.length;
    response.json({ data, next: isLast ? null : data.at(-1)?.id });
  });

  app.post('/events/:event_id/tickets', (request, response) => {
    const event = find(request);
    count += 1;
    if (defect === 'a rejected purchase makes a ticket') {
      event.tickets.push({ id: `ticket-${count}`, buyer: 'Ada', kind: 'adult', ...TICKET_DEFAULTS });
    }
    const body = readBody(request, TICKET, ['buyer', 'kind']);
    if (defect === 'a rejected purchase makes a ticket') event.tickets.pop();
    const made = { id: `ticket-${count}`, ...TICKET_DEFAULTS, ...body };
    event.tickets.push(made);
    response.status(201).location(`/events/${event.id}/tickets/${made.id}`).json(made);
  });

  const findTicket = (request: Request): [event: Event, ticket: Fields] => {
    const { method, params } = request;
    const isAnywhere =
      defect === 'a ticket is found under every event' ||
      (defect === 'a ticket can be returned under every event' && method === 'DELETE');
    const own = find(request);
    const isThere = ({ tickets }: Event): boolean => tickets.some(({ id }) => id === params.ticket_id);
    const event = isAnywhere ? (events.find(isThere) ?? own) : own;
    const ticket = event.tickets.find(({ id }) => id === params.ticket_id);
    if (ticket === undefined) throw new Wrong('There is no such ticket.', 404);
    return [event, ticket];
  };
  app.get('/events/:event_id/tickets/:ticket_id', (request, response) => void response.json(findTicket(request)[1]));
  app.patch('/events/:event_id/tickets/:ticket_id', (request, response) => {
    const [, ticket] = findTicket(request);
    const body = readBody(request, TICKET, [], MERGE_PATCH);
    if (defect === 'null in a merge patch is ignored' && body.seat === null) delete body.seat;
    const isMerged = defect !== 'a merge patch replaces the members of an object' && isObject(body.contact);
    Object.assign(
      ticket,
      body,
      isMerged ? { contact: { ...(ticket.contact as object), ...(body.contact as object) } } : {},
    );
    response.json(ticket);
  });
  app.delete('/events/:event_id/tickets/:ticket_id', (request, response) => {
    const [event, ticket] = findTicket(request);
    event.tickets.splice(event.tickets.indexOf(ticket), 1);
    response.status(204).end();
  });

  // Express knows an error handler by its four parameters.
  app.use((error: { status?: number; message: string }, _request: Request, response: Response, _next: NextFunction) => {
    const leaked = defect === undefined ? undefined : LEAKED[defect];
    response.status(error.status ?? 500).json({ message: leaked ?? error.message });
  });

  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
