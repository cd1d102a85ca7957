import type { Express, Request, Response } from 'express';
import { type Fields, readBody, text, Wrong } from '../museum/bodies.ts';
import type { DarkroomDefect } from './defects.ts';
import { KINDS } from './document.ts';
import { listRows } from './lists.ts';

type Job = Fields & { id: string; owner: string; status: string };

const ORDER = {
  kind: (value: unknown) => KINDS.includes(value as string),
  copies: (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 20,
  note: text(0, 100),
  callback_secret: text(8, 40),
};
const DEFAULTS = { copies: 1, note: '' };
/** Milliseconds until a job runs, and from then until it is done. */
const [STARTS_AFTER, RUNS_FOR] = [5, 10];

/** Jobs that go on after the response to their order. */
export function addJobs(app: Express, defect: DarkroomDefect | undefined) {
  const jobs: Job[] = [];
  const deleted: Job[] = [];
  const replies = new Map<string, { body: string; job: Fields; location: string }>();
  let count = 0;
  let reads = 0;

  const finish = (job: Job): void => {
    if (job.status !== 'running') return;
    job.status = defect === 'a finished job has an undeclared status' ? 'done' : 'succeeded';
    if (defect === 'a finished job has another number of copies') job.copies = 1;
  };
  const start = (owner: string, order: Fields): Job => {
    if (defect !== 'an id is used again' || deleted.length === 0) count += 1;
    const job: Job = { id: `job-${count}`, ...DEFAULTS, ...order, owner, status: 'queued' };
    jobs.push(job);
    // The second timer begins with the first one's end: after a pause of the process, timers of two durations may fire in any order.
    setTimeout(() => {
      if (job.status === 'queued') job.status = 'running';
      setTimeout(() => finish(job), RUNS_FOR).unref();
    }, STARTS_AFTER).unref();
    return job;
  };
  const find = ({ params, headers }: Request): Job => {
    const known = defect === 'a deleted job can be read' ? [...jobs, ...deleted] : jobs;
    const found = known.find(({ id, owner }) => id === params.job_id && owner === headers['customer-key']);
    if (found === undefined) throw new Wrong('There is no such job.', 404);
    return found;
  };
  const shown = ({ owner: _, callback_secret: secret, ...rest }: Job): Fields =>
    defect === 'a secret of a job comes back' && secret !== undefined ? { ...rest, note: secret } : rest;
  const locationOf = (job: Job): string => {
    if (defect === 'a Location of a job leads nowhere') return `/job/${job.id}`;
    return `/jobs/${defect === 'a Location of a job leads to the first job' ? jobs[0]?.id : job.id}`;
  };
  const send = (response: Response, job: Fields, location: string): void => {
    if (defect !== 'a job has no Location') response.location(location);
    response.status(defect === 'an order returns 200' ? 200 : 202).json(job);
  };

  app.get('/jobs', (request, response) => {
    const listed = defect === 'a deleted job stays in the list' ? [...jobs, ...deleted] : jobs;
    const own = listed.filter(({ owner }) => owner === request.headers['customer-key']);
    const { rows, next_cursor } = listRows(request, own, { name: 'kind', values: KINDS }, undefined);
    response.json({ rows: rows.map(shown), next_cursor });
  });

  app.post('/jobs', (request, response) => {
    const sent = request.body ?? {};
    const { status, ...others } = sent;
    const isSet = defect === 'an order sets the status' && status !== undefined;
    if (isSet) request.body = others;
    const order = readBody(request, ORDER, ['kind']);
    const key = request.headers['idempotency-key'];
    if (typeof key === 'string' && !text(1, 64)(key)) throw new Wrong('The "Idempotency-Key" is too long.');
    const owner = String(request.headers['customer-key']);
    const body = JSON.stringify(order);
    const known = key === undefined ? undefined : replies.get(`${owner} ${key}`);
    if (known !== undefined && defect !== 'a repeated order makes a second job') {
      if (known.body === body) return send(response, known.job, known.location);
      if (defect !== 'another order under the same key is accepted') throw new Wrong('The key is used already.', 409);
    }
    if (defect === 'a text of an order is a template') {
      order.note = String(order.note ?? '').replaceAll(/\{\{(\d+)\*(\d+)\}\}/g, (_, a, b) => String(a * b));
    }
    const job = start(owner, order);
    if (isSet) job.status = String(status);
    const location = locationOf(job);
    if (key !== undefined) replies.set(`${owner} ${key}`, { body, job: shown(job), location });
    send(response, shown(job), location);
  });

  app.get('/jobs/:job_id', (request, response) => {
    const job = find(request);
    if (defect === 'a job cannot be read until it runs' && job.status === 'queued') {
      throw new Wrong('There is no such job.', 404);
    }
    reads += 1;
    response.json(defect === 'two reads of a job differ' ? { ...shown(job), copies: 1 + (reads % 2) } : shown(job));
  });
  app.delete('/jobs/:job_id', (request, response) => {
    const job = find(request);
    deleted.push(job);
    jobs.splice(jobs.indexOf(job), 1);
    response.status(204).end();
  });
  app.post('/jobs/:job_id/cancel', (request, response) => {
    const job = find(request);
    const isOver = job.status === 'succeeded';
    if (isOver && defect === 'a finished job cannot be cancelled, which is a server error') throw new Error('over');
    if (isOver) throw new Wrong('The job is done.', 409);
    job.status = 'cancelled';
    response.json(shown(job));
  });
  app.get('/jobs/:job_id/result', (request, response) => {
    const job = find(request);
    if (job.status !== 'succeeded') throw new Wrong('The job is not done.', 409);
    response.json({ pages: job.copies });
  });
  return start;
}
