import type { Writable } from 'openapi-typescript-helpers';
import type { JsonBodyOf, SuccessBody } from './body-types.ts';
import type { ClientUpdates } from './to-update.ts';

type UpdateName<Updates extends ClientUpdates> = keyof Updates['operations'] & string;

/** A type that is no union of several; never for one that is. */
type OnlyMember<Value, Each = Value> = Each extends unknown ? ([Value] extends [Each] ? Value : never) : never;

/** The response body of a GET of the same path as an update. */
type ResourceOf<Paths, Name> = Name extends `${string} ${infer Path extends keyof Paths & string}`
  ? Paths[Path] extends { get: infer Get }
    ? SuccessBody<Get>
    : never
  : never;

type BodyOf<Paths, Name> = Name extends `${infer M} ${infer Path extends keyof Paths & string}`
  ? Paths[Path][Lowercase<M> & keyof Paths[Path]] extends { requestBody?: infer Body }
    ? NonNullable<Body> extends { content: infer Content }
      ? Writable<JsonBodyOf<Content>>
      : never
    : never
  : never;

/** Names that a resource always has, with a value that the update accepts. */
type SureName<Resource, Body> = {
  [Name in keyof Resource & keyof Body]-?: Record<never, never> extends Pick<Resource, Name>
    ? never
    : null extends Resource[Name]
      ? null extends Body[Name]
        ? Name
        : never
      : Name;
}[keyof Resource & keyof Body];

type Taken<Resource, Body, Names> = {
  [Name in keyof Body as Name extends Names & SureName<Resource, Body> ? Name : never]-?: Body[Name];
} & { [Name in keyof Body as Name extends Exclude<Names, SureName<Resource, Body>> ? Name : never]?: Body[Name] };

type PropertyNames<
  Updates extends ClientUpdates,
  Name extends UpdateName<Updates>,
> = Updates['shapes'][Updates['operations'][Name]] extends {
  properties: infer Properties;
}
  ? keyof Properties
  : never;

/** A body of alternatives has the type that the contract declares. */
type UpdateOf<Paths, Updates extends ClientUpdates, Name extends UpdateName<Updates>> = [
  OnlyMember<BodyOf<Paths, Name>>,
] extends [never]
  ? BodyOf<Paths, Name>
  : Taken<ResourceOf<Paths, Name>, BodyOf<Paths, Name>, PropertyNames<Updates, Name>>;

/** Makes update bodies of resources, typed by the operation, which can be omitted if the contract has one update. */
export type ToUpdate<Paths, Updates extends ClientUpdates> = {
  (
    resource: ResourceOf<Paths, OnlyMember<UpdateName<Updates>>>,
  ): UpdateOf<Paths, Updates, OnlyMember<UpdateName<Updates>> & UpdateName<Updates>>;
  <Name extends UpdateName<Updates>>(
    resource: ResourceOf<Paths, Name>,
    operation: Name,
  ): UpdateOf<Paths, Updates, Name>;
};
