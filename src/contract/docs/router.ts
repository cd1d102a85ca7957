import express, { type Router } from 'express';
import type { OpenApiDocument } from '../document/document.ts';

export async function createDocsRouter({ document }: { document: OpenApiDocument }): Promise<Router> {
  const router = express.Router();
  router.get('/openapi.json', (_request, response) => void response.json(document));
  return router;
}
