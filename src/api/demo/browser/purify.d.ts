// The router serves the package dompurify here.
export { default } from 'dompurify';
