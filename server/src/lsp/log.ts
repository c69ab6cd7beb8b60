/** Where the server says what the user may want to look up: the client's output channel. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
