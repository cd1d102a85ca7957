// The router serves the package of this name here.
export { marked } from 'marked';
