/** This API's client, as `keepspec build` writes it: the public entry of the package `voice-agents-client`. */
export * from '../../generated/client.ts';
