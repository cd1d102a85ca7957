/** The database cannot be used at present. The request is valid and can be sent again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  /** The cause, without paths: "the disk is full". */
  readonly reason: string;
  constructor(reason: string, cause?: unknown) {
    super(`The database is unavailable: ${reason}.`, { cause });
    this.reason = reason;
  }
}

/** The database has rolled a transaction back in favor of another one. It can succeed if it is repeated. */
export class TransactionConflict extends DatabaseUnavailable {
  override name = 'TransactionConflict';
  constructor(cause?: unknown) {
    super('it is in use by too many conflicting transactions', cause);
  }
}
