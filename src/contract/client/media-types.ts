// Smaller than the functions of the same purpose that servers use: clients are sent to browsers.

export const TEXT_TYPE = /^(?:text\/|[^/]+\/(?:[^;]+\+)?xml *(?:;|$))/i;
/** A range that contains JSON (RFC 9110 §12.5.1). */
export const JSON_RANGE = /^(?:\*|application)\/\* *(?:;|$)/i;
export const BYTES = 'application/octet-stream';
export const FORM = 'multipart/form-data';
