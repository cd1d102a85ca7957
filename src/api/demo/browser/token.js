import { recordOf } from './settings.js';

/**
 * The claims of a JWT (RFC 7519 §3), read and not verified: the page has no key, and only shows them.
 *
 * @param {unknown} token
 * @returns {Record<string, unknown> | undefined} undefined where it is no token
 */
export function claimsOf(token) {
  const payload = typeof token === 'string' ? token.split('.')[1] : undefined;
  if (payload === undefined) return undefined;
  try {
    // base64url (RFC 4648 §5), which atob does not know.
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    return recordOf(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/**
 * The content of a LiveKit access token: the room of the call, the participant, and the voice worker that it dispatches.
 *
 * @param {Record<string, unknown>} claims
 */
export function callOf(claims) {
  const room = recordOf(claims.roomConfig);
  const worker = recordOf(Array.isArray(room.agents) ? room.agents[0] : undefined);
  return {
    room: recordOf(claims.video).room,
    identity: claims.sub,
    expires: typeof claims.exp === 'number' ? new Date(claims.exp * 1000) : undefined,
    worker: worker.agentName,
    metadata: parsed(worker.metadata),
  };
}

/**
 * The parsed JSON, or the text itself if it is not JSON.
 *
 * @param {unknown} text
 * @returns {unknown}
 */
function parsed(text) {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
