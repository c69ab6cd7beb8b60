/** What the v2 release of an SDK has in the place of something of its v1 release. */
export interface SdkChange {
  /** What to write instead, as it stands in code: `keys.createKey`. Missing: see `remedy`. */
  readonly successor?: string;
  /** What it is called in a message, where the symbol alone does not say it: `` `apiId` of `withUnkey` ``. */
  readonly subject?: string;
  /** What to do, without a capital letter and a full stop. Missing: ``use `successor` ``. */
  readonly remedy?: string;
  /** Of a method: the operation of v1 that it calls. */
  readonly operation?: string;
  /** True where one edit is certainly right: of a method, its arguments are those of before. */
  readonly certain?: true;
}

/** An official SDK, and what its v2 release changed. */
export interface SdkPackage {
  /** As its registry names it. */
  readonly name: string;
  /** The first major version that speaks v2 of the API. Undefined: none does. */
  readonly firstMajor: number | undefined;
  /** Methods that both releases have, as they are called: `keys.addRoles`. */
  readonly kept: readonly string[];
  /** By `SdkUse.symbol`. */
  readonly changes: Readonly<Record<string, SdkChange>>;
}
